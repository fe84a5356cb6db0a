/**
 * Writes scenarios from a walk: the shortest way to each end of the flow. What they expect is what was there when the way
 * was played again, twice, so that a scenario which is written passes; what came out differently is only expected to be
 * there.
 */
import type { FlowDocument } from "../../flow/document.js";
import { versionNumber } from "../../flow/versions.js";
import { isObject, type JsonObject } from "../../json/object.js";
import { folderOf, joinPath, relativePath } from "../../text/path.js";
import { writeYaml } from "../../yaml/write.js";
import { CoverageRecord } from "../coverage.js";
import { Findings } from "../findings.js";
import type { Ended } from "../moves.js";
import { asObject, dataOf, type PhoneState, type Way } from "../phone-state.js";
import { exampleData } from "../probes.js";
import { nameOf, type ScreenView, viewOf } from "../screen-view.js";
import type { Tap } from "../taps.js";
import { actsOnChoice, controlsOn } from "./controls.js";
import { errorOf, type Scene } from "./expect.js";
import { valuesOf, viewWith } from "./form.js";
import { scenarioEnding } from "./load.js";
import { playScenario, type ScenarioFile, type ScenarioStage } from "./run.js";

/** Ends that are recorded; a flow has a few. */
const mostEnds = 9;

/** The scenarios: the first at the path that is given, the others at the same with a number. */
export async function recordScenarios(
  ends: readonly Ended[],
  path: string,
  flowAction: "data_exchange" | "navigate",
  stage: ScenarioStage,
): Promise<readonly ScenarioFile[]> {
  const recorded: ScenarioFile[] = [];
  const known = new Set<string>();
  for (const end of ends) {
    if (recorded.length >= mostEnds) break;
    // Ends that hand over the same fields on the same screen are one to the business.
    const { screen, by, payload } = end.completion;
    const kind = JSON.stringify([screen, by, Object.keys(payload).sort()]);
    if (known.has(kind)) continue;
    const text = await recordEnd(end, path, flowAction, stage);
    if (text === undefined) continue;
    known.add(kind);
    recorded.push({ path: numbered(path, recorded.length + 1), text });
  }
  return recorded;
}

/** `book.scenario.yml`, `book-2.scenario.yml`, … */
function numbered(path: string, number: number): string {
  return number === 1 ? path : `${path.slice(0, -scenarioEnding.length)}-${number}${scenarioEnding}`;
}

/** Undefined for a way that a user cannot go as the walk did. */
async function recordEnd(
  end: Ended,
  path: string,
  flowAction: "data_exchange" | "navigate",
  stage: ScenarioStage,
): Promise<string | undefined> {
  const { flow, kv, seed } = stage;
  const moves = movesOf(end.state.way);
  const first = moves[0]?.state.screen;
  if (first === undefined) return undefined;
  // Scenarios know whole seconds.
  const now = new Date(Math.floor(stage.now / 1000) * 1000).toISOString().replace(".000Z", "Z");
  const stored = Object.entries(kv).map(([key, [text]]) => [key, text] as const);
  const head = {
    name: `From ${first.id ?? "the start"} to the end on ${end.completion.screen}`,
    flow: relativePath(folderOf(path), joinPath("", stage.flowPath)),
    ...(flowAction === "navigate" ? { open: { screen: first.id ?? "", data: exampleData(first) } } : {}),
    ...{ now, seed },
    ...(stored.length === 0 ? {} : { kv: Object.fromEntries(stored) }),
  };
  const steps = moves.flatMap((move) => stepsOf(flow, move));
  const bare = await writeYaml({ ...head, steps });
  const scenes = await scenesOf({ path, text: bare }, stage);
  const again = scenes === undefined ? undefined : await scenesOf({ path, text: bare }, stage);
  if (scenes === undefined || again === undefined) return undefined;
  const expected = steps.map((step, at) => ({ ...step, expect: merged(seen(scenes[at]), seen(again[at])) }));
  const text = await writeYaml({ ...head, steps: expected });
  return (await scenesOf({ path, text }, stage)) === undefined ? undefined : text;
}

/** Plays a scenario without leaving a trace. Undefined when it does not pass. */
async function scenesOf(file: ScenarioFile, stage: ScenarioStage): Promise<readonly Scene[] | undefined> {
  const { flow, graph, flowPath, endpointPath } = stage;
  const scenes: Scene[] = [];
  const { result } = await playScenario(file, {
    ...stage,
    findings: new Findings({ flow, flowPath, codePath: endpointPath }),
    coverage: new CoverageRecord(flow, graph),
    exchanges: [],
    completions: [],
    observe: (scene) => scenes.push(scene),
  });
  return result.status === "passed" ? scenes : undefined;
}

/** A move, and the phone before it as the walk had filled it. */
interface Made {
  readonly state: PhoneState;
  readonly move: Tap | "back";
}

function movesOf(way: Way | null): readonly Made[] {
  const moves: Made[] = [];
  for (let at = way; at !== null; at = at.before) moves.unshift({ state: at.from, move: at.move });
  return moves;
}

/** A move as steps: each choice that runs an action at once is a step of its own. */
function stepsOf(flow: FlowDocument, { state, move }: Made): readonly JsonObject[] {
  if (move === "back") return [{ back: true }];
  const view = viewOf(flow, state);
  const [initial, values] = [valuesOf(viewWith(flow, state, new Map())), valuesOf(view)];
  const changed = view.inputs.flatMap((input) => {
    const name = nameOf(input.component) ?? "";
    if (same(initial[name], values[name])) return [];
    return [{ name, acts: actsOnChoice(input), value: written(flow, input.component.type ?? "", values[name]) }];
  });
  const fill = Object.fromEntries(changed.filter(({ acts }) => !acts).map(({ name, value }) => [name, value]));
  const filled = Object.keys(fill).length === 0 ? {} : { fill };
  const { action } = move;
  const chosen = action === null || action.slot === "on-click-action" ? undefined : nameOf(action.component);
  if (chosen !== undefined) {
    const value = changed.find(({ name }) => name === chosen)?.value ?? null;
    return [{ ...filled, select: { [chosen]: value } }];
  }
  const before = changed.filter(({ acts }) => acts).map(({ name, value }) => ({ select: { [name]: value } }));
  return [...before, { ...filled, ...tapped(flow, view, move) }];
}

function tapped(flow: FlowDocument, view: ScreenView, tap: Tap): JsonObject {
  const controls = controlsOn(flow, view);
  const own = controls.find((control) => control.tap.node === tap.node && same(control.tap.payload, tap.payload));
  const unique = own?.labels.find((label) => controls.filter(({ labels }) => labels.includes(label)).length === 1);
  return unique === undefined ? { submit: true } : { tap: unique };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A value as scenarios write it. */
function written(flow: FlowDocument, type: string, value: unknown): unknown {
  if (value === undefined) return null;
  if (type === "DatePicker" && flow.version < versionNumber("5.0")) {
    return new Date(Number(value)).toISOString().slice(0, 10);
  }
  if (type === "PhotoPicker" || type === "DocumentPicker") {
    return Array.isArray(value) ? value.map((file) => asObject(file).file_name) : value;
  }
  return value;
}

/** What a person would expect after a step: the screen, its single values, an error, the end. */
function seen(scene: Scene | undefined): JsonObject {
  if (scene?.sight.kind === "completed") return { completion: scene.sight.completion.payload };
  if (scene?.sight.kind !== "screen") return {};
  const { state } = scene.sight.view;
  const declared = new Set(state.screen.data?.members.map(({ key }) => key) ?? []);
  const data = Object.entries(dataOf(state)).filter(
    ([key, value]) => declared.has(key) && (typeof value !== "object" || value === null),
  );
  const error = errorOf(scene.exchanges.at(-1));
  return {
    screen: state.screen.id ?? "",
    ...(data.length === 0 ? {} : { data: Object.fromEntries(data) }),
    ...(error === undefined ? {} : { error }),
  };
}

/** What was the same twice as it is; what was not, as anything. */
function merged(first: unknown, second: unknown): unknown {
  if (isObject(first) && isObject(second)) {
    const keys = Object.keys(first).filter((key) => Object.hasOwn(second, key));
    // Keys that begin with `$` are matchers.
    if (keys.some((key) => key.startsWith("$"))) return same(first, second) ? { $equals: first } : "$any";
    return Object.fromEntries(keys.map((key) => [key, merged(first[key], second[key])] as const));
  }
  if (!same(first, second)) return "$any";
  return typeof first === "string" && first.startsWith("$") ? { $equals: first } : first;
}
