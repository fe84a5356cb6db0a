/** Where navigate actions go: to a screen of the flow, and not to their own. */
import { navigations } from "../../flow/navigations.js";
import { type Check, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { didYouMean } from "../../text/nearest.js";
import { screenName } from "../reference-message.js";

export const destinations: Check = {
  rules: [
    {
      id: "navigate-same-screen",
      code: "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
      severity: "error",
      what: "A navigate action goes to the screen that it stands on.",
      why: "Meta refuses the loop. To change what a screen shows use `update_data`, from 6.0 on, or the endpoint.",
      source: sources.errorCodes,
    },
    {
      id: "navigate-unknown-screen",
      code: "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
      severity: "error",
      what: "A navigate action goes to a screen that the flow does not have.",
      why: "Meta compares the name with the screen ids, letter by letter. `SUCCESS` is only an answer of an endpoint.",
      source: sources.errorCodes,
    },
  ],
  run: (flow, report) => {
    for (const { from, next, to } of navigations(flow)) {
      if (next === undefined) continue;
      if (to.kind === "same") {
        const message = `This action leads from ${screenName(from)} to itself; it has to go to another screen.`;
        report("navigate-same-screen", value(next), message);
      } else if (to.kind === "unknown") {
        const hint =
          next.value === "SUCCESS"
            ? " To end the flow use `complete`."
            : didYouMean(next.value, flow.screensById.keys());
        const message = `This flow has no screen \`${shorten(next.value)}\`.${hint}`;
        report("navigate-unknown-screen", value(next), message);
      }
    }
  },
};
