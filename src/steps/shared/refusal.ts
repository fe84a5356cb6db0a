import { type ErrorDetails, WaFlowsError } from "../../errors/errors.js";

/** A step refuses because of the state the flow is in, before the service would. Code `STATE_*`. */
export class Refusal extends WaFlowsError {
  constructor(code: `STATE_${string}`, message: string, hint: string, details: Omit<ErrorDetails, "hint"> = {}) {
    super(code, message, { ...details, hint });
  }
}

/** Why a flow in that status takes no other Flow JSON; undefined when it does (kapso-api.md 7, 18 row 17). */
export function editRefusal(name: string, status: string): Refusal | undefined {
  switch (status) {
    case "published":
    case "throttled":
    case "blocked":
      return new Refusal(
        "STATE_FLOW_PUBLISHED",
        `The flow \`${name}\` is ${status}: Meta does not let a flow change once it was published.`,
        "Create a new flow under another name, publish it, and deprecate this one.",
      );
    case "deprecated":
      return new Refusal(
        "STATE_FLOW_DEPRECATED",
        `The flow \`${name}\` is deprecated: it can neither change nor come back.`,
        "Create a new flow under another name.",
      );
    default:
      // An unknown status is the service's to judge.
      return undefined;
  }
}

/** A step of the data endpoint has nothing to work on. */
export function noEndpoint(target: string): Refusal {
  return new Refusal(
    "STATE_NO_ENDPOINT",
    `The flow \`${target}\` has no data endpoint.`,
    "Give its code as `endpoint`, and put `set-endpoint` before this step.",
  );
}
