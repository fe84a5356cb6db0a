/** Holds what a step expects against what is there. */
import type { FlowDocument } from "../../flow/document.js";
import { shorten } from "../../flow/words.js";
import type { MapEntry, YamlNode } from "../../yaml/tree.js";
import type { Exchange } from "../exchange.js";
import { asObject, dataOf } from "../phone-state.js";
import type { KvEntries } from "../sandbox.js";
import { valuesOf } from "./form.js";
import { legible, shows } from "./look.js";
import { type Difference, differences, shown } from "./matchers.js";
import type { Sight } from "./player.js";
import type { Failure } from "./result.js";

/** What is there after a step. */
export interface Scene {
  readonly flow: FlowDocument;
  readonly sight: Sight;
  /** The exchanges of the step. */
  readonly exchanges: readonly Exchange[];
  readonly kv: KvEntries;
  readonly now: number;
}

/** Everything that is not as a step expects it. */
export function unmet(expectations: readonly MapEntry[], scene: Scene): readonly Failure[] {
  return expectations.flatMap(({ key, value }) =>
    Object.hasOwn(checks, key) ? (checks[key]?.(value, scene) ?? []) : [],
  );
}

type Check = (node: YamlNode, scene: Scene) => readonly Failure[];

const checks: Readonly<Record<string, Check>> = {
  screen: (node, { sight }) => {
    if (sight.kind === "screen") return compared(node, sight.view.state.screen.id, "screen");
    const actual = sight.kind === "completed" ? "the end of the flow" : "no screen";
    return failures(differences(node, undefined, "screen").map((difference) => ({ ...difference, actual })));
  },
  data: (node, { sight }) => compared(node, sight.kind === "screen" ? dataOf(sight.view.state) : undefined, "data"),
  values: (node, { sight }) => compared(node, sight.kind === "screen" ? valuesOf(sight.view) : undefined, "values"),
  error: (node, { exchanges }) => compared(node, errorOf(exchanges.at(-1)), "error"),
  request: (node, { exchanges }) => compared(node, exchanges.at(-1)?.request, "request"),
  exchanges: (node, { exchanges }) => compared(node, exchanges.length, "exchanges"),
  completion: (node, { sight }) =>
    compared(node, sight.kind === "completed" ? sight.completion.payload : undefined, "completion"),
  kv: (node, { kv, now }) =>
    node.kind === "map"
      ? node.entries.flatMap(({ key, value }) =>
          compared(value, stored(kv, key, value, now), `kv[${JSON.stringify(key)}]`),
        )
      : [],
  visible: (node, scene) => eachText(node, scene, true),
  "not-visible": (node, scene) => eachText(node, scene, false),
};

function compared(node: YamlNode, actual: unknown, path: string): readonly Failure[] {
  return failures(differences(node, actual, path));
}

function failures(found: readonly Difference[]): readonly Failure[] {
  return found.map(({ path, expected, actual, range, pointer }) => ({
    rule: "scenario-expectation",
    message: `Expected \`${shorten(path)}\` to be ${expected}, found ${actual}.`,
    place: { range, pointer },
    difference: { path, expected, actual },
  }));
}

/** The notice that an answer shows; undefined without one. */
export function errorOf(exchange: Exchange | undefined): unknown {
  if (exchange?.outcome.kind !== "answered") return undefined;
  try {
    return asObject(asObject(JSON.parse(exchange.outcome.body)).data).error_message;
  } catch {
    return undefined;
  }
}

/** A value of `env.KV`; as JSON where the expectation looks into it. */
function stored(kv: KvEntries, key: string, node: YamlNode, now: number): unknown {
  const [text, expires] = (Object.hasOwn(kv, key) ? kv[key] : undefined) ?? [undefined, null];
  if (text === undefined || (expires !== null && expires <= now)) return undefined;
  const looksInside =
    node.kind === "list" || (node.kind === "map" && !node.entries.some((entry) => entry.key.startsWith("$")));
  if (!looksInside) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function eachText(node: YamlNode, { flow, sight }: Scene, wanted: boolean): readonly Failure[] {
  if (node.kind !== "list") return [];
  const page = sight.kind === "screen" ? legible(flow, sight.view) : { texts: [], names: new Set<string>() };
  return node.items.flatMap((item): readonly Failure[] => {
    const text = item.kind === "scalar" && typeof item.value === "string" ? item.value : "";
    if (shows(page, text) === wanted) return [];
    const expected = `${shown(text)} to be shown`;
    const actual = wanted ? `the screen shows ${list(page.texts)}` : "it is shown";
    return [
      {
        rule: "scenario-expectation",
        message: wanted ? `Expected ${expected}; ${actual}.` : `Expected ${shown(text)} not to be shown, and it is.`,
        place: { range: item.range, pointer: item.pointer },
        difference: {
          path: wanted ? "visible" : "not-visible",
          expected: shown(text),
          actual: wanted ? list(page.texts) : "shown",
        },
      },
    ];
  });
}

/** Texts that are listed in a message. */
const mostTexts = 12;

function list(texts: readonly string[]): string {
  if (texts.length === 0) return "nothing";
  const more = texts.length > mostTexts ? ` and ${texts.length - mostTexts} more` : "";
  return `${texts
    .slice(0, mostTexts)
    .map((text) => `\`${shorten(text)}\``)
    .join(", ")}${more}`;
}
