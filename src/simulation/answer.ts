/** Reads one answer of a data endpoint as the phone does. What is wrong with it is the business of `answer-checks.ts`. */
import type { FlowDocument, Screen } from "../flow/document.js";
import { endOfFlow, type RoutingGraph } from "../flow/routing-graph.js";
import { shorten } from "../flow/words.js";
import { type ObjectNode, property } from "../json/node.js";
import { readJson } from "../json/read.js";
import type { SchemaJudge } from "../schema/conforms.js";
import type { ExchangeRequest } from "./exchange.js";
import type { SandboxOutcome } from "./sandbox.js";

/** The request that is answered, and what the phone knows. */
export interface Asked {
  readonly flow: FlowDocument;
  readonly graph: RoutingGraph;
  readonly request: ExchangeRequest;
  /** The screen that the phone shows; undefined while it opens the flow. */
  readonly screen: Screen | undefined;
  readonly judge?: SchemaJudge;
}

/** An answer, as far as it can be read. */
export interface Answer extends Asked {
  readonly outcome: SandboxOutcome;
  /** How messages call it. */
  readonly subject: string;
  readonly bytes: number;
  /** Undefined when the body is no JSON object. */
  readonly root: ObjectNode | undefined;
  readonly screenName: string | undefined;
  /** Undefined for one that the flow does not have, and at the end of the flow. */
  readonly to: Screen | undefined;
  readonly ends: boolean;
  readonly data: ObjectNode | undefined;
}

/** Reads what came back. */
export function readAnswer(asked: Asked, outcome: SandboxOutcome): Answer {
  const body = outcome.kind === "answered" ? outcome.body : "";
  const json = body === "" ? undefined : readJson(body);
  const root = json?.ok === true && json.root.kind === "object" ? json.root : undefined;
  const named = property(root, "screen");
  const screenName = named?.kind === "string" && named.value !== "" ? named.value : undefined;
  const data = property(root, "data");
  const own = screenName === undefined ? undefined : asked.flow.screensById.get(screenName);
  // A flow may have a screen of that name; then only the final member tells the two apart.
  const ends =
    screenName === endOfFlow && (own === undefined || property(data, "extension_message_response") !== undefined);
  return {
    ...asked,
    outcome,
    subject: subjectOf(asked),
    bytes: new TextEncoder().encode(body).length,
    root,
    screenName,
    to: ends ? undefined : own,
    ends,
    data: data?.kind === "object" ? data : undefined,
  };
}

function subjectOf({ request, screen }: Asked): string {
  const where = screen?.id === undefined ? "" : ` on screen \`${shorten(screen.id)}\``;
  return `The answer to \`${shorten(request.action)}\`${where}`;
}

/** The parameters of the response message. */
export function paramsOf(data: ObjectNode | undefined): ObjectNode | undefined {
  const params = property(property(data, "extension_message_response"), "params");
  return params?.kind === "object" ? params : undefined;
}
