import type { Action, FlowDocument } from "../../flow/document.js";
import { addMember } from "../../flow/edits.js";
import { navigations } from "../../flow/navigations.js";
import { defineRule, open } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { declaresFields } from "./payload-fields.js";

const asking: ReadonlySet<string | undefined> = new Set(["navigate", "data_exchange", "complete"]);

/** Not on Meta's pages, and public flows leave it out; the Flow JSON reference this project began with asks for it. */
export const navigatePayloadRecommended = defineRule({
  id: "navigate-payload-recommended",
  code: "MISSING_REQUIRED_PROPERTY",
  severity: "warning",
  what: "An action has no `payload`.",
  why: "Every published example has one, if only an empty one.",
  source: sources.own,
  check: (flow, report) => {
    let told: ReadonlySet<Action> | undefined;
    for (const { actions } of flow.screens) {
      for (const action of actions) {
        if (action.payload !== undefined || action.slot !== "on-click-action" || !asking.has(action.name)) continue;
        told ??= withOtherFindings(flow);
        if (told.has(action)) continue;
        report(
          open(action.node),
          `\`payload\` is missing in this \`${action.name ?? ""}\`; write \`{}\` when there is nothing to hand over.`,
          {
            fix: { title: "Add an empty `payload`", edits: [addMember(flow.text, action.node, "payload", "{}")] },
          },
        );
      }
    }
  },
});

/** Navigate actions of which something else is wrong, or whose next screen expects fields. */
function withOtherFindings(flow: FlowDocument): ReadonlySet<Action> {
  const told = new Set<Action>();
  for (const { action, to } of navigations(flow)) {
    if (to.kind !== "dynamic" && !(to.kind === "screen" && !declaresFields(to.screen))) told.add(action);
  }
  return told;
}
