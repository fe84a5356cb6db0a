/** Reads what comes from a process that runs endpoint code. It is taken for what it should be, whatever it is. */
import type { CodeLog, CodePosition, KvEntries, SandboxOutcome } from "../../simulation/sandbox.js";
import type { FetchRequest } from "./protocol.js";

type Members = Readonly<Record<string, unknown>>;

/** The text as a JSON object; undefined when it is none. */
export function readObject(text: unknown): Members | undefined {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** What a reply says of its call; undefined when it says nothing that can be told. */
export function outcomeOf(reply: Members, durationMs: number, kvBefore: KvEntries): SandboxOutcome | undefined {
  const { kind } = reply;
  const text = textOf(reply.text);
  if (kind === "not-started") return { kind, message: text, at: positionOf(reply.at) };
  if (kind === "hung") return { kind: "stopped", reason: "time", durationMs };
  const ended = {
    durationMs,
    log: listOf(reply.log).map(logOf),
    logCut: reply.logCut === true,
    refused: listOf(reply.refused).map(textOf),
    kv: readKv(reply.kv) ?? kvBefore,
  };
  switch (kind) {
    case "answered":
      return { kind, ...ended, status: Number(reply.status) || 0, body: text, at: positionOf(reply.at) };
    case "threw":
      return { kind, ...ended, message: text, at: positionOf(reply.at) };
    case "no-response":
      return { kind, ...ended, found: text };
    case "too-large":
      return { kind, ...ended };
    default:
      return undefined;
  }
}

/** A wish of the code for an answer of another server. */
export function readFetchRequest(text: unknown): FetchRequest | undefined {
  const wish = readObject(text);
  if (wish === undefined) return undefined;
  return {
    url: textOf(wish.url),
    method: textOf(wish.method),
    headers: listOf(wish.headers).map((header): [string, string] => [
      textOf(listOf(header)[0]),
      textOf(listOf(header)[1]),
    ]),
    body: wish.body === null ? null : textOf(wish.body),
    redirect: textOf(wish.redirect),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const levels = ["debug", "error", "info", "log", "warn"] as const;

function logOf(entry: unknown): CodeLog {
  const [level, text] = listOf(entry);
  return { level: levels.find((known) => known === level) ?? "log", text: textOf(text) };
}

function positionOf(text: unknown): CodePosition | null {
  const match = /^(\d{1,7}):(\d{1,7})$/.exec(textOf(text));
  return match === null ? null : { line: Number(match[1]), column: Number(match[2]) };
}

function readKv(text: unknown): KvEntries | undefined {
  const store = readObject(text);
  if (store === undefined) return undefined;
  const entries = Object.entries(store).map(([key, entry]): [string, readonly [string, number | null]] => {
    const [value, expires] = listOf(entry);
    return [key, [textOf(value), typeof expires === "number" ? expires : null]];
  });
  return Object.fromEntries(entries);
}
