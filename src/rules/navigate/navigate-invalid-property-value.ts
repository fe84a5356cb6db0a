import { explainReference, type MalformedReference } from "../../flow/expression/reference.js";
import { type DynamicText, dynamicTexts } from "../../flow/references.js";
import { defineRule, inside } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";

const actions: ReadonlySet<string | undefined> = new Set(["navigate", "complete", "data_exchange"]);

/** The table names neither details nor a sample; a whole value that begins as a reference and is none is our reading. */
export const navigateInvalidPropertyValue = defineRule({
  id: "navigate-invalid-property-value",
  code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
  severity: "error",
  what: "A value of a payload has the form of a reference, but is none.",
  why: "It is neither a text nor a reference that could be resolved.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const text of dynamicTexts(flow)) {
      const malformed = invalidPayloadValue(text);
      if (malformed === undefined) continue;
      const message = `\`${shorten(malformed.text)}\` is no reference: ${explainReference(malformed)}.`;
      report(inside(text.node, malformed.start, malformed.end), message);
    }
  },
});

/** What is wrong with a value that this rule speaks about. Indexes and unusual characters are warnings of their own. */
export function invalidPayloadValue({ site, form }: DynamicText): MalformedReference | undefined {
  if (form.kind !== "malformed-reference" || site.kind !== "payload" || !actions.has(site.action.name))
    return undefined;
  const { malformed } = form;
  return malformed.lenient !== null || malformed.problem === "index" ? undefined : malformed;
}
