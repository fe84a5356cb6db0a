/** One answer of the handler, with the parts that rules look at. */
import type { AnyNode } from "acorn";
import type { FlowDocument, Screen } from "../flow/document.js";
import { endOfFlow } from "../flow/routing-graph.js";
import type { FoundAnswer } from "./answers.js";
import type { Possible } from "./facts.js";
import { memberOf, type ObjectMember, type ObjectValue, type ResponseValue, textsOf } from "./values.js";

/** A part of an answer: there, not there, or not known. */
export type Part = ObjectMember | "absent" | "unknown";

export interface Answer {
  readonly response: ResponseValue;
  /** Where it leaves the code. */
  readonly at: AnyNode;
  /** Nodes from the handler to it. */
  readonly way: readonly AnyNode[];
  /** The body, when the status is 200 and it is an object for the phone; undefined for a health check's. */
  readonly body: ObjectValue | undefined;
  readonly version: Part;
  readonly screen: Part;
  /** The names that `screen` can have, when they are all known. */
  readonly screenNames: readonly { readonly text: string; readonly node: AnyNode }[];
  /** The screen of the flow that it shows, when that is one for certain. */
  readonly to: { readonly screen: Screen; readonly node: AnyNode } | undefined;
  /** It ends the flow. */
  readonly ends: boolean;
  readonly data: Part;
  /** The data, when it is an object. */
  readonly fields: ObjectValue | undefined;
  /** The exchange actions that get it. */
  readonly actions: Possible;
  /** The screens of the flow on which the phone may be; undefined when nothing is known of that. */
  readonly from: readonly Screen[] | undefined;
}

export function readAnswers(found: readonly FoundAnswer[], flow: FlowDocument | undefined): readonly Answer[] {
  return found.map((each) => readAnswer(each, flow));
}

function readAnswer({ response, at, way, facts }: FoundAnswer, flow: FlowDocument | undefined): Answer {
  const object = response.status?.code === 200 && response.body.kind === "object" ? response.body : undefined;
  const body = object !== undefined && isForPhone(object, facts.action) ? object : undefined;
  const data = memberOf(body, "data");
  const fields = typeof data !== "string" && data.value.kind === "object" ? data.value : undefined;
  const named = body?.members.get("screen");
  const screenNames = named === undefined ? [] : (textsOf(named.value) ?? []);
  const [only] = screenNames.length === 1 ? screenNames : [];
  const own = only === undefined ? undefined : flow?.screensById.get(only.text);
  // A flow may have a screen of that name; then only the final member tells the two apart.
  const isFinal = typeof memberOf(fields, "extension_message_response") !== "string";
  const ends = only?.text === endOfFlow && (isFinal || (flow !== undefined && own === undefined));
  return {
    ...{ response, at, way, body, screenNames, ends, data, fields },
    version: memberOf(body, "version"),
    screen: memberOf(body, "screen"),
    to: own === undefined || only === undefined || ends ? undefined : { screen: own, node: only.node },
    actions: facts.action,
    from: flow === undefined ? undefined : screensIn(facts.screen, flow),
  };
}

/** Answers to a health check and to an error notification name no screen. */
function isForPhone(body: ObjectValue, action: Possible): boolean {
  if (action.kind === "only" && [...action.values].every((name) => name === "ping")) return false;
  const data = body.members.get("data")?.value;
  if (data?.kind !== "object") return true;
  return !["status", "acknowledged"].some((name) => data.members.has(name)) || body.members.has("screen");
}

function screensIn({ kind, values }: Possible, flow: FlowDocument): readonly Screen[] | undefined {
  if (kind === "not") return undefined;
  return [...values].flatMap((id) => flow.screensById.get(id) ?? []);
}
