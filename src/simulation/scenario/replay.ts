/** Sends the requests of a recorded transcript again, and compares the answers with those that were recorded. */
import type { Related } from "../../diagnostic/diagnostic.js";
import type { FlowDocument } from "../../flow/document.js";
import { shorten } from "../../flow/words.js";
import { LineIndex } from "../../json/line-index.js";
import type { JsonObject } from "../../json/object.js";
import { counted } from "../../text/counted.js";
import type { Conversation } from "../conversation.js";
import type { Exchange, ExchangeRequest } from "../exchange.js";
import type { Moves } from "../moves.js";
import { asObject } from "../phone-state.js";
import type { KvEntries } from "../sandbox.js";
import { toldOf } from "../transcript.js";
import { shown } from "./matchers.js";
import type { Failure } from "./result.js";
import type { Replay } from "./scenario.js";

/** One line of a transcript, as far as it is needed. */
interface Recorded {
  /** From 1. */
  readonly line: number;
  readonly number: number;
  readonly after: number | null;
  readonly request: ExchangeRequest;
  /** What came back: `outcome`, `status`, `answer`. */
  readonly came: JsonObject;
}

/** Reads a transcript. Requests that no phone sends are left out: what they were a variation of is not recorded. */
export function readTranscript(text: string): readonly Recorded[] | string {
  const recorded: Recorded[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const value = parsed(line);
    if (value === undefined) return `Line ${at + 1} of the transcript is no JSON object.`;
    const { number, after, purpose, request, outcome, status, answer } = value;
    const { version, action, screen, data, flow_token } = asObject(request);
    if (typeof action !== "string" || typeof version !== "string" || typeof number !== "number") {
      return `Line ${at + 1} of the transcript has no \`number\`, or no \`request\` with \`version\` and \`action\`.`;
    }
    if (purpose === "probe") continue;
    recorded.push({
      line: at + 1,
      number,
      after: typeof after === "number" ? after : null,
      request: {
        ...{ version, action },
        ...(typeof screen === "string" ? { screen } : {}),
        ...(data === undefined ? {} : { data: asObject(data) }),
        ...(typeof flow_token === "string" ? { flow_token } : {}),
      },
      came: { outcome, status, answer },
    });
  }
  return recorded.length === 0 ? "The transcript has no exchanges." : recorded;
}

function parsed(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? asObject(value) : undefined;
  } catch {
    return undefined;
  }
}

export interface Stage {
  readonly flow: FlowDocument;
  readonly moves: Moves;
  readonly conversation: Conversation;
  readonly exchanges: readonly Exchange[];
  readonly mostExchanges: number;
}

/** Places that are listed of one answer; a wholly different one says the same everywhere. */
const mostDifferences = 10;

const mostStops = 3;

/** Plays a transcript. Each request finds `env.KV` as the exchange before it left it. */
export async function replay(
  recorded: readonly Recorded[],
  { ignore, node }: Replay,
  transcript: { readonly path: string; readonly text: string },
  kv: KvEntries,
  { flow, moves, conversation, exchanges, mostExchanges }: Stage,
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  const ignored = ignore.map(({ written }) => written.split("."));
  const lines = new LineIndex(transcript.text);
  const starts = lineStarts(transcript.text);
  const states = new Map<number, { readonly kv: KvEntries; readonly exchange: number | null }>();
  const begin = exchanges.length;
  for (const { line, number, after, request, came } of recorded) {
    if (exchanges.length - begin >= mostExchanges) {
      const message = `The replay was stopped after ${counted(mostExchanges, "exchange")}, before line ${line} of the transcript; \`--max-exchanges\` allows more.`;
      failures.push({ rule: "scenario-replay", message, place: { range: node.range, pointer: node.pointer } });
      break;
    }
    // Each end by force costs as much time as a call may take.
    if (conversation.stops >= mostStops) {
      const message = `The code had to be ended ${mostStops} times; line ${line} of the transcript and what follows were not played.`;
      failures.push({ rule: "scenario-replay", message, place: { range: node.range, pointer: node.pointer } });
      break;
    }
    const before = states.get(after ?? 0) ?? { kv, exchange: null };
    const screen = request.action === "INIT" ? undefined : flow.screensById.get(request.screen ?? "");
    const at = screen ?? moves.first;
    if (at === undefined) break;
    const phone = { screen: at, data: new Map(), forms: new Map(), behind: [], way: null, ...before };
    const { state } = await conversation.ask(request, phone, screen, conversation.start);
    states.set(number, { kv: state.kv, exchange: state.exchange });
    const outcome = exchanges.at(-1)?.outcome;
    if (outcome === undefined) break;
    const { status, answer } = toldOf(outcome);
    // Another kind of outcome says it all.
    const same = came.outcome === outcome.kind;
    const now = { outcome: outcome.kind, ...(same ? { status, answer } : {}) };
    const then = same ? came : { outcome: came.outcome };
    const start = starts[line - 1] ?? 0;
    const related: Related = {
      message: "The exchange as it was recorded.",
      ...{ path: transcript.path, pointer: null, range: lines.range(start, start + 1) },
    };
    const where = request.screen === undefined ? "" : ` on screen \`${shorten(request.screen)}\``;
    for (const { path, expected, actual } of changes(then, now, [], ignored).slice(0, mostDifferences)) {
      failures.push({
        rule: "scenario-replay",
        message: `The answer to \`${shorten(request.action)}\`${where} differs from line ${line} of the transcript: expected \`${shorten(path)}\` to be ${expected}, found ${actual}.`,
        place: { range: node.range, pointer: node.pointer },
        difference: { path: `line ${line}: ${path}`, expected, actual },
        related: [related],
      });
    }
  }
  return failures;
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

interface Change {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** Where two values differ, as deep as it can be said. */
function changes(
  before: unknown,
  now: unknown,
  path: readonly string[],
  ignored: readonly (readonly string[])[],
): readonly Change[] {
  // Paths are those of the answer: `data.booking`.
  if (path[0] === "answer" && ignored.some((pattern) => covers(pattern, path.slice(1)))) return [];
  const [left, right] = [fieldsOf(before), fieldsOf(now)];
  if (left !== undefined && right !== undefined && Array.isArray(before) === Array.isArray(now)) {
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    return keys.flatMap((key) => changes(left[key], right[key], [...path, key], ignored));
  }
  if (before === now) return [];
  const shownPath = path[0] === "answer" && path.length > 1 ? path.slice(1) : path;
  return [{ path: shownPath.join("."), expected: shown(before), actual: shown(now) }];
}

function fieldsOf(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}

function covers(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length <= path.length && pattern.every((part, at) => part === "*" || part === path[at]);
}
