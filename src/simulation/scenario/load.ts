import type { FileReport } from "../../diagnostic/diagnostic.js";
import { ordered } from "../../diagnostic/order.js";
import { folderOf, joinPath } from "../../text/path.js";
import { quotedList } from "../../text/quoted.js";
import { checkShape, MAX_PROBLEMS } from "../../yaml/check.js";
import type { YamlProblem } from "../../yaml/problem.js";
import { type MapEntry, readYaml, type YamlNode } from "../../yaml/tree.js";
import { entriesOf, textAt, textOf, valueAt } from "../../yaml/values.js";
import { expectationProblems, plain } from "./matchers.js";
import { scenarioDiagnostic } from "./problems.js";
import type { Act, NamedPath, Opening, Scenario, Step } from "./scenario.js";
import { scenarioShape } from "./shape.js";

/** Ending of a scenario's file name, by which it is found beside its flow. */
export const scenarioEnding = ".scenario.yml";

/** A scenario as it is written. */
export interface ScenarioText {
  readonly path: string;
  readonly text: string;
}

/** What reading a scenario gives: one to play, or a report of everything that is wrong with it. */
export type LoadedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly path: string; readonly report: FileReport };

/** Reads the text of a scenario. Everything that is wrong is found at once, each with its place. Never throws for a text. */
export async function loadScenario({ path, text }: ScenarioText): Promise<LoadedScenario> {
  const { root, problems } = await readYaml(text, path, "scenario");
  const all = [...problems];
  if (root !== null) {
    const inShape = checkShape(root, scenarioShape);
    all.push(...inShape, ...furtherProblems(root, inShape.length === 0));
  }
  if (root !== null && all.length === 0) return { ok: true, scenario: build(root, path) };
  const diagnostics = all.map(({ rule, ...more }) => scenarioDiagnostic({ rule: `scenario-${rule}`, ...more }));
  return {
    ok: false,
    path,
    report: { path, kind: "scenario", diagnostics: ordered(diagnostics).slice(0, MAX_PROBLEMS) },
  };
}

/** What a user does in a step; one of them at most. */
const acts = ["select", "tap", "submit", "back"] as const;

/** Expectations whose values are compared. */
const compared = ["data", "error", "values", "request", "completion", "kv"] as const;

/** What the shape cannot say. */
function furtherProblems(root: YamlNode, inShape: boolean): readonly YamlProblem[] {
  const problems: YamlProblem[] = [];
  // A key that is misspelt has its own finding.
  if (inShape && valueAt(root, "steps") === undefined && valueAt(root, "replay") === undefined) {
    const message = "A scenario needs `steps`, or `replay` with a transcript.";
    problems.push({ rule: "missing-key", message, pointer: root.pointer, range: root.range });
  }
  const now = valueAt(root, "now");
  const time = textAt(root, "now") ?? "";
  if (now !== undefined && /^\d{4}-\d\d-\d\d/.test(time) && Number.isNaN(instant(time))) {
    const message = "There is no such day or time.";
    problems.push({ rule: "value", message, pointer: now.pointer, range: now.range });
  }
  const steps = valueAt(root, "steps");
  if (steps?.kind === "list") problems.push(...steps.items.flatMap(stepProblems));
  return problems;
}

function stepProblems(step: YamlNode): readonly YamlProblem[] {
  const problems: YamlProblem[] = [];
  const entries = step.kind === "map" ? step.entries : [];
  const [, second] = entries.filter(({ key }) => acts.some((act) => act === key));
  if (second !== undefined) {
    const message = `A step does one thing: one of ${quotedList(acts)}. Begin another step with \`${second.key}\`.`;
    problems.push({ rule: "value", message, pointer: second.value.pointer, range: second.keyRange });
  }
  for (const { key, value } of entries) {
    if ((key === "submit" || key === "back") && plain(value) === false) {
      const message = `\`${key}\` is \`true\`, or left out.`;
      problems.push({ rule: "value", message, pointer: value.pointer, range: value.range });
    }
    if (key === "select" && value.kind === "map" && value.entries.length !== 1) {
      const message = "`select` names one component; the next choice is a step of its own.";
      problems.push({ rule: "value", message, pointer: value.pointer, range: value.range });
    }
  }
  const expect = valueAt(step, "expect");
  for (const key of compared) {
    const value = expect === undefined ? undefined : valueAt(expect, key);
    if (value !== undefined) problems.push(...expectationProblems(value));
  }
  return problems;
}

/** Milliseconds of a time as scenarios write it; NaN for one that does not exist. */
function instant(text: string): number {
  const ms = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  // A thirtieth of February is taken for the first or second of March.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text.slice(0, 10) ? Number.NaN : ms;
}

// From here on the tree is known to have its shape.

function build(root: YamlNode, path: string): Scenario {
  const folder = folderOf(path);
  const beside = (key: string): NamedPath | undefined => {
    const node = valueAt(root, key);
    return node === undefined ? undefined : { path: joinPath(folder, textAt(root, key) ?? ""), node };
  };
  const [description, flow, endpoint] = [textAt(root, "description"), beside("flow"), beside("endpoint")];
  const [flowToken, now] = [textAt(root, "flow-token"), textAt(root, "now")];
  const seedNode = valueAt(root, "seed");
  const seed = seedNode === undefined ? undefined : Number(plain(seedNode));
  const replay = replayOf(valueAt(root, "replay"), folder);
  const steps = valueAt(root, "steps");
  return {
    path,
    name: textAt(root, "name") ?? "",
    ...(description === undefined ? {} : { description }),
    ...(flow === undefined ? {} : { flow }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(flowToken === undefined ? {} : { flowToken }),
    open: openingOf(valueAt(root, "open")),
    ...(now === undefined ? {} : { now: instant(now) }),
    ...(seed === undefined ? {} : { seed }),
    secrets: Object.fromEntries(entriesOf(root, "secrets").map(({ key, value }) => [key, plain(value)])),
    kv: Object.fromEntries(entriesOf(root, "kv").map(({ key, value }) => [key, [storedText(value), null]])),
    steps: steps?.kind === "list" ? steps.items.map(stepOf) : [],
    ...(replay === undefined ? {} : { replay }),
    node: entriesOfMap(root).find(({ key }) => key === "name")?.value ?? root,
  };
}

function openingOf(node: YamlNode | undefined): Opening {
  if (node === undefined) return { by: "default" };
  if (node.kind !== "map") return { by: "INIT", node };
  const data = Object.fromEntries(entriesOf(node, "data").map(({ key, value }) => [key, plain(value)]));
  return { by: "navigate", screen: textAt(node, "screen") ?? "", data, node };
}

/** `env.KV` holds texts. */
function storedText(node: YamlNode): string {
  const value = plain(node);
  return typeof value === "string" ? value : JSON.stringify(value);
}

function stepOf(node: YamlNode): Step {
  const name = textAt(node, "name");
  return {
    ...(name === undefined ? {} : { name }),
    node: entriesOfMap(node).find(({ key }) => key === "name")?.value ?? node,
    fill: entriesOf(node, "fill"),
    act: actOf(node),
    expect: entriesOf(node, "expect"),
  };
}

function actOf(step: YamlNode): Act | undefined {
  for (const { key, value } of entriesOfMap(step)) {
    if (key === "tap") return { kind: "tap", label: textAt(step, "tap") ?? "", node: value };
    if (key === "submit" || key === "back") return { kind: key, node: value };
    const [entry] = key === "select" && value.kind === "map" ? value.entries : [];
    if (entry !== undefined) return { kind: "select", entry };
  }
  return undefined;
}

function entriesOfMap(node: YamlNode): readonly MapEntry[] {
  return node.kind === "map" ? node.entries : [];
}

function replayOf(node: YamlNode | undefined, folder: string): Scenario["replay"] {
  if (node === undefined) return undefined;
  const transcript = node.kind === "scalar" ? textOf(node) : textAt(node, "transcript");
  const ignore = valueAt(node, "ignore");
  return {
    transcript: joinPath(folder, transcript ?? ""),
    ignore: ignore?.kind === "list" ? ignore.items.filter((item) => item.kind === "scalar") : [],
    node,
  };
}
