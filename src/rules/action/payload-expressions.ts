import { dynamicTexts } from "../../flow/references.js";
import { type Check, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { versionNumber } from "../../flow/versions.js";
import { checkExpression } from "../expression-check.js";

const rules: readonly RuleInfo[] = [
  {
    id: "action-payload-expression-invalid",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    severity: "error",
    since: "6.0",
    what: "An expression in a payload cannot be read, or compares what cannot be compared.",
    why: "Meta parses and types expressions when the flow is uploaded.",
    source: sources.errorCodes,
  },
  {
    id: "action-payload-property-missing",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    severity: "error",
    since: "6.0",
    what: "An expression in a payload refers to a field or input that does not exist.",
    why: "From 7.2 on Meta looks these up when the flow is uploaded; before, the value stays empty on the phone.",
    source: sources.changelog,
  },
];

/** From here on Meta looks up what expressions in payloads refer to. Source: changelog of 2025-07-08. */
const lookedUpSince = versionNumber("7.2");

/** Expressions as values of payloads. */
export const payloadExpressions: Check = {
  rules,
  run: (flow, report) => {
    const milder: Report = (rule, place, message, extras) => {
      const mild = rule === "action-payload-property-missing" && flow.version < lookedUpSince;
      report(rule, place, message, mild ? { ...extras, severity: "warning" } : extras);
    };
    for (const text of dynamicTexts(flow)) {
      if (text.site.kind !== "payload") continue;
      if (text.form.kind === "nested") {
        checkExpression(
          flow,
          text,
          { invalid: "action-payload-expression-invalid", missing: "action-payload-property-missing" },
          milder,
        );
      } else if (text.form.kind === "lone-backtick") {
        const message = `A backtick stands only at the ${text.form.at} of this text; an expression has one at both ends.`;
        report("data-expression-undocumented", value(text.node), message);
      }
    }
  },
};
