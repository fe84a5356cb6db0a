import { routingProblems } from "../../flow/routing-check.js";
import { defineRule, open } from "../../flow/rule.js";
import { quotedAll } from "../../flow/words.js";
import { idOf, invalidRoutingModel } from "./common.js";

/** A terminal screen may be left out: Meta's own samples list it only as a target, or not at all. */
export const routingMissingScreens = defineRule({
  ...invalidRoutingModel,
  id: "routing-missing-screens",
  what: "A screen that is not terminal stands nowhere in `routing_model`.",
  why: "A declared model speaks for the whole flow: Meta refuses it when a screen is missing.",
  check: (flow, report) => {
    if (flow.routingModel === undefined) return;
    const missing = routingProblems(flow).missingScreens;
    if (missing.length === 0) return;
    const names = quotedAll(missing.map(idOf));
    const what = missing.length === 1 ? `The screen ${names} is` : `The screens ${names} are`;
    report(
      open(flow.routingModel),
      `${what} missing in \`routing_model\`; list where each leads and what leads to it.`,
    );
  },
});
