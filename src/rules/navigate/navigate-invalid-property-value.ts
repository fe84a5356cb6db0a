import { explainReference } from "../../flow/expression/reference.js";
import { dynamicTexts } from "../../flow/references.js";
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
    for (const { node, site, form } of dynamicTexts(flow)) {
      if (site.kind !== "payload" || form.kind !== "malformed-reference" || !actions.has(site.action.name)) continue;
      const { malformed } = form;
      // Indexes and unusual characters are warnings of their own.
      if (malformed.lenient !== null || /[[\]]/.test(malformed.text)) continue;
      const message = `\`${shorten(malformed.text)}\` is no reference: ${explainReference(malformed)}.`;
      report(inside(node, malformed.start, malformed.end), message);
    }
  },
});
