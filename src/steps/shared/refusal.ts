import type { OnPublished } from "../../deployment/desired.js";
import { type ErrorDetails, type RefusedError, WaFlowsError } from "../../errors/errors.js";

/** A step refuses because of the state the flow is in, before the service would. Code `STATE_*`. */
export class Refusal extends WaFlowsError {
  constructor(code: `STATE_${string}`, message: string, hint: string, details: Omit<ErrorDetails, "hint"> = {}) {
    super(code, message, { ...details, hint });
  }
}

/**
 * Why a flow in that status takes no other Flow JSON; undefined when it does (kapso-api.md 7, 18 row 17). With `edit` a
 * published flow is the service's to judge.
 */
export function editRefusal(name: string, status: string, onPublished: OnPublished = "refuse"): Refusal | undefined {
  if (status === "published" && onPublished === "edit") return undefined;
  switch (status) {
    case "published":
    case "throttled":
    case "blocked":
      return new Refusal(
        "STATE_FLOW_PUBLISHED",
        `The flow \`${name}\` is ${status}: Meta does not let a flow change once it was published.`,
        "Create a new flow under another name, publish it, and deprecate this one; `on-published: new-flow` in the config does all that.",
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

/** What `on-published: edit` comes to where the service does not take the change. */
export function refusedEdit(name: string, error: RefusedError): Refusal {
  return new Refusal(
    "STATE_FLOW_PUBLISHED",
    `The flow \`${name}\` is published, and the service does not let it change. ${error.message}`,
    "Say `on-published: new-flow` in the config: another flow is made and published, and this one deprecated.",
    { cause: error },
  );
}

/** A step of the data endpoint has nothing to work on. */
export function noEndpoint(target: string): Refusal {
  return new Refusal(
    "STATE_NO_ENDPOINT",
    `The flow \`${target}\` has no data endpoint.`,
    "Give its code as `endpoint`, and put `set-endpoint` before this step.",
  );
}
