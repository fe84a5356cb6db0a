import type { RuleInfo } from "../flow/rule.js";
import { sources } from "../flow/sources.js";
import { kapso } from "./sources.js";

const { endpoint: endpointGuide, flowJson: flowJsonReference, components: componentReference } = sources;

const wrong = "The phone shows that something went wrong, and the user cannot go on.";

function rule(
  id: string,
  severity: RuleInfo["severity"],
  what: string,
  why: string = wrong,
  source: string = endpointGuide,
): RuleInfo {
  return { id, code: `WF_${id.toUpperCase().replaceAll("-", "_")}`, severity, what, why, source };
}

/**
 * What must hold for the answers of a data endpoint, and for the ways through a flow. The simulation finds breaches by
 * running the code; for some of them the code alone is proof enough, and the checks below `rules/` find those.
 */
export const exchangeRules: readonly RuleInfo[] = [
  rule("endpoint-not-started", "error", "The data endpoint code fails before its handler is called.", wrong, kapso),
  rule("endpoint-throws", "error", "The handler throws instead of answering."),
  rule("endpoint-timeout", "error", "The handler gives no answer within the time that the phone waits."),
  rule(
    "endpoint-memory",
    "error",
    "The handler takes more memory than a worker has.",
    "Workers end such a call, so that the phone gets no answer.",
    "https://developers.cloudflare.com/workers/platform/limits/",
  ),
  rule("endpoint-stopped", "error", "The process of the data endpoint ended in the middle of a call."),
  rule("endpoint-no-response", "error", "The handler returns something that is no `Response`.", wrong, kapso),
  rule("endpoint-status", "error", "The answer has an HTTP status other than 200."),
  rule("endpoint-not-json", "error", "The body of the answer is no JSON object."),
  rule(
    "endpoint-size",
    "error",
    "The answer is larger than a phone takes.",
    "Answers of more than 10 MB are refused, and those of more than 1 MB were once.",
  ),
  rule(
    "endpoint-slow",
    "warning",
    "The answer takes longer than Meta recommends.",
    "Meta counts answers of more than ten seconds as failed, and throttles flows that are slow.",
  ),
  rule(
    "endpoint-version",
    "warning",
    "The answer has no `version`, or another one than the request.",
    "Without it a flow that Kapso serves shows screens without their data.",
    kapso,
  ),
  rule("endpoint-screen-required", "error", "The answer names no screen."),
  rule("endpoint-screen-unknown", "error", "The answer names a screen that the flow does not have."),
  rule("endpoint-data-required", "error", "The answer has no `data`, or one that is no object."),
  rule(
    "endpoint-first-screen",
    "error",
    "The answer to INIT names a screen that other screens lead to.",
    "A flow opens on a screen to which no route leads; the phone refuses another one.",
    flowJsonReference,
  ),
  rule(
    "endpoint-transition",
    "error",
    "The answer leads to a screen to which `routing_model` has no route from the current one.",
    "The phone refuses the move, often after the code has already stored something.",
    flowJsonReference,
  ),
  rule(
    "endpoint-back-transition",
    "error",
    "The answer to BACK leads to a screen from which the user cannot have come.",
    "The phone refuses the move.",
    flowJsonReference,
  ),
  rule("endpoint-data-type", "error", "A field of the answer does not conform to the screen's data model."),
  rule(
    "endpoint-field-missing",
    "error",
    "The answer leaves out a field that the screen declares.",
    "The screen cannot be built without it; a screen that is only refreshed may show old or empty values.",
  ),
  rule(
    "endpoint-field-unknown",
    "warning",
    "The answer has a field that the screen does not declare.",
    "Nothing on the screen can refer to it, so it is lost.",
    flowJsonReference,
  ),
  rule("endpoint-error-message", "error", "The `error_message` of an answer is no text."),
  rule("endpoint-final-params", "error", "The answer that ends the flow has no parameters for the response message."),
  rule(
    "endpoint-final-token",
    "error",
    "The answer that ends the flow does not hand back the flow token.",
    "The business cannot tell whose response it gets.",
  ),
  rule(
    "endpoint-final-size",
    "warning",
    "The answer that ends the flow hands over very much.",
    "The parameters travel in a message to the business, which is no place for files.",
  ),
  rule(
    "endpoint-options",
    "error",
    "The answer gives a component options that it cannot show.",
    "An option without id or title breaks the screen, and from an empty list nobody can choose.",
    componentReference,
  ),
  rule(
    "endpoint-option-limits",
    "warning",
    "The answer gives a component more, or longer, options than it shows.",
    "What is too much is cut off or left out on the phone.",
    componentReference,
  ),
  rule(
    "endpoint-text-limits",
    "warning",
    "The answer gives a component a text that is blank or longer than it shows.",
    "Long texts are cut, and a blank text was seen to break the whole screen.",
    componentReference,
  ),
  rule(
    "endpoint-date",
    "error",
    "The answer gives a date component something that is no day.",
    "The component takes days in the form `YYYY-MM-DD` from version 5.0 on.",
    componentReference,
  ),
  rule(
    "endpoint-network",
    "warning",
    "The code asks another server, which the simulation does not allow.",
    "What the code does with a real answer is not known, so the result says less.",
    kapso,
  ),
  rule(
    "endpoint-unexpected-input",
    "warning",
    "The code fails over a request that no phone sends while all is well.",
    "Old flow tokens, other versions of a flow and mistakes elsewhere bring about such requests, and each failure counts against the flow.",
  ),
  rule(
    "simulation-input-unfillable",
    "warning",
    "A required input has nothing that a user could choose or enter.",
    "The phone does not let the user go on without it.",
    componentReference,
  ),
  rule(
    "simulation-no-end",
    "warning",
    "No way through the flow came to an end.",
    "A user who opens the flow cannot complete it, as far as the simulation went.",
    flowJsonReference,
  ),
  rule(
    "simulation-cut-short",
    "info",
    "The simulation stopped before it had tried everything.",
    "Screens and actions that were not reached were not checked.",
    kapso,
  ),
];

const byId: ReadonlyMap<string, RuleInfo> = new Map(exchangeRules.map((info) => [info.id, info]));

/** What is known of one of them. */
export function exchangeRule(id: string): RuleInfo {
  const info = byId.get(id);
  if (info === undefined) throw new Error(`No rule has the id ${id}.`);
  return info;
}
