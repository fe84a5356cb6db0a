/**
 * The completion contract of a flow: what the business receives when a user comes to its end, by screen and way of
 * ending. Source: Meta's Flow JSON reference (`complete`) and endpoint guide (final response).
 */
import type { FlowDocument } from "../flow/document.js";
import { shorten } from "../flow/words.js";
import type { JsonSchema } from "../schema/json-schema.js";
import type { Completion } from "../simulation/moves.js";
import { pascalCase, uniqueName } from "./names.js";
import { observedSchema } from "./observed-schema.js";
import { payloadSchema } from "./payload-schema.js";
import { literalsOf } from "./union.js";

/** One way in which the flow ends. */
export interface CompletionEnding {
  /** The name of its type, such as `SignUpTerms`. */
  readonly typeName: string;
  /** The screen on which it ends; null when any can be it. */
  readonly screen: string | null;
  readonly by: "complete" | "SUCCESS";
  /**
   * How its payload is known: `flow`, by the payload of the action; `observed`, from answers of the data endpoint in a
   * simulation; `unknown`, only that it holds the flow token.
   */
  readonly known: "flow" | "observed" | "unknown";
  /** What `response_json` holds once it is parsed. */
  readonly payload: JsonSchema;
}

export interface CompletionContract {
  /** Begins the name of every type. */
  readonly name: string;
  readonly endings: readonly CompletionEnding[];
  /** A member whose value tells the endings apart; null when there is none. */
  readonly discriminant: string | null;
}

export interface CompletionOptions {
  /** Begins the name of every type; default `Flow`. */
  readonly name?: string;
  /** What simulations ended with; without it nothing is known of what the data endpoint answers. */
  readonly completions?: readonly Completion[];
}

const flowToken: JsonSchema = { type: "string", description: "The token that the sender of the flow chose." };

/** The contract of a flow. A flow that cannot end has no endings. */
export function completionContract(flow: FlowDocument, options: CompletionOptions = {}): CompletionContract {
  const name = typeName(options.name ?? "");
  const names = new Set([`${name}Completion`, `${name}Reply`]);
  const named = (ending: Omit<CompletionEnding, "typeName">): CompletionEnding => {
    const screen = pascalCase(ending.screen ?? "");
    return { typeName: uniqueName(`${name}${screen}${ending.by === "SUCCESS" ? "Success" : ""}`, names), ...ending };
  };
  const endings = [...byComplete(flow), ...bySuccess(flow, options.completions)].map(named);
  return { name, endings, discriminant: discriminantOf(endings) };
}

/** A name that can begin a type stays as it is. */
function typeName(name: string): string {
  return /^\p{Lu}[\p{L}\p{N}]*$/u.test(name) ? name : pascalCase(name) || "Flow";
}

function byComplete(flow: FlowDocument): readonly Omit<CompletionEnding, "typeName">[] {
  const actions = flow.screens.flatMap((screen) => screen.actions.filter(({ name }) => name === "complete"));
  const endings = actions.map((action) => ({
    screen: action.component.screen.id ?? null,
    by: "complete" as const,
    known: "flow" as const,
    payload: withToken(payloadSchema(flow, action)),
  }));
  // Two footers of one screen, in branches of an If, often hand over the same.
  return endings.filter((one, at) => endings.findIndex((other) => isSame(one, other)) === at);
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function bySuccess(
  flow: FlowDocument,
  completions: readonly Completion[] | undefined,
): readonly Omit<CompletionEnding, "typeName">[] {
  if (flow.dataApiVersion === undefined) return [];
  const ends = (completions ?? []).filter(({ by }) => by === "SUCCESS");
  // A simulation that came to ends, and to none of this kind, speaks against there being one.
  if (ends.length === 0 && completions !== undefined && completions.length > 0) return [];
  if (ends.length === 0) {
    return [{ screen: null, by: "SUCCESS", known: "unknown", payload: withToken({ type: "object" }) }];
  }
  return flow.screens.flatMap(({ id = "" }) => {
    const payloads = ends.filter(({ screen }) => screen === id).map(({ payload }) => payload);
    if (payloads.length === 0) return [];
    return [{ screen: id, by: "SUCCESS", known: "observed", payload: withToken(observedSchema(payloads)) }];
  });
}

/** Every response message has the flow token, whatever else it holds. */
function withToken({ properties = {}, required = [], ...rest }: JsonSchema): JsonSchema {
  const { flow_token: _, ...others } = properties;
  return {
    ...rest,
    properties: { flow_token: flowToken, ...others },
    required: ["flow_token", ...required.filter((key) => key !== "flow_token")],
  };
}

/** A member that every ending has, with values that no two of them share. */
function discriminantOf(endings: readonly CompletionEnding[]): string | null {
  const [first, ...others] = endings;
  if (first === undefined || others.length === 0) return null;
  const candidates = first.payload.required ?? [];
  const found = candidates.find((key) => {
    const values = endings.map(({ payload }) => {
      const member = payload.required?.includes(key) ? payload.properties?.[key] : undefined;
      return member === undefined || member === false ? undefined : literalsOf(member);
    });
    const all = values.flatMap((list) => list ?? []);
    return values.every((list) => list !== undefined) && new Set(all).size === all.length;
  });
  return found ?? null;
}

/** Says in a sentence how it ends, and how that is known. */
export function endingInWords({ screen, by, known }: CompletionEnding): string {
  const where = screen === null ? "" : ` on screen \`${shorten(screen)}\``;
  switch (known) {
    case "flow":
      return `The flow ends${where} by \`${by}\`.`;
    case "observed":
      return `The data endpoint ends the flow${where}. Observed in a simulation: other answers may hold more or less.`;
    case "unknown":
      return "The data endpoint ends the flow, and only its code tells what else it hands over.";
  }
}
