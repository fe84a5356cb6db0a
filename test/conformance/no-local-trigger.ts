/** Entries of the rule catalogue that no flow can bring about offline, and why; they have no cases. */
export const noLocalTrigger: Readonly<Record<string, string>> = {
  "schema-invalid-property-value": "General rule; every concrete case has a more specific id.",
  "schema-invalid-property-value-const": "General rule; every concrete case has a more specific id.",
  "schema-pattern-dynamic-only": "General rule; its one case is switch-value-format.",
  "schema-pattern-generic": "General rule; its one case is component-data-source-color.",
  "schema-not-exclusive-set": "Published wording for recognition; locally schema-not-exclusive-pair.",
  "schema-not-keyword-generic": "Published fallback text; no local trigger.",
  "schema-none-for-version": "Answer of the API; no local trigger.",
  "schema-invalid-for-version": "Answer of the API; no local trigger.",
  "version-unsupported": "No released version has expired; one that never was is version-invalid.",
  "version-unavailable-for-account": "Depends on the account; not decidable offline.",
  "version-no-data-api": "Answer of the API; no local trigger.",
  "version-expired-send": "No released version has expired.",
  "component-image-payload-size": "Limit of an endpoint's answer at run time.",
};
