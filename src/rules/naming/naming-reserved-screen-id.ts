import type { Check } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { screenPlace } from "../screen-place.js";

/**
 * The table quotes `success`; the reference and the endpoint guide reserve `SUCCESS`, which public flows have
 * nevertheless: an error for the one, a warning for the other.
 */
export const namingReservedScreenId: Check = {
  rules: [
    {
      id: "naming-reserved-screen-id",
      code: "SCREEN_ID_IS_RESERVED_KEYWORD",
      severity: "error",
      what: "The id of a screen is `success`.",
      why: "The word is reserved for the end of a flow.",
      source: sources.errorCodes,
    },
    {
      id: "naming-screen-id-success-upper",
      code: "SCREEN_ID_IS_RESERVED_KEYWORD",
      severity: "warning",
      what: "The id of a screen is `SUCCESS`.",
      why: "An endpoint that answers `SUCCESS` ends the flow, so it can never lead to this screen.",
      source: sources.flowJson,
    },
  ],
  run: (flow, report) => {
    for (const screen of flow.screens) {
      if (screen.id === "success") {
        const message = "`success` is reserved and cannot be the id of a screen; choose another one.";
        report("naming-reserved-screen-id", screenPlace(screen), message);
      } else if (screen.id === "SUCCESS") {
        const message = "`SUCCESS` is what an endpoint answers to end the flow; give the screen another id.";
        report("naming-screen-id-success-upper", screenPlace(screen), message);
      }
    }
  },
};
