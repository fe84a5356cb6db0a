/** One cell of the matrix: an operation that meets a fault, what it left behind, and how it goes on. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { run as runCommand } from "../../src/cli/run.js";
import { LOCK_FILE } from "../../src/deployment/lock.js";
import type { Report } from "../../src/pipeline/report.js";
import type { Ending, Extent } from "./expected.js";
import { type Fault, faults, type How } from "./faults.js";
import type { Operation } from "./operations.js";
import { CONFIG, secretValues, type World } from "./world.js";

/** Whatever happens, a step on one flow ends within this. Told in docs/reliability.md. */
export const STEP_LIMIT_MS = 5 * 60_000;

export const recipient = "+15550100001";
const EVERY = 999;

/** Every fault, once and for good. */
export const cells = faults.flatMap((fault) =>
  (["once", "for good"] as const).map((extent) => ({ fault, extent, name: fault.name })),
);

export interface Cell {
  readonly operation: Operation;
  readonly fault: Fault;
  readonly extent: Extent;
}

/** What a run made of a fault. */
export interface Met {
  readonly ending: Ending;
  readonly report: Report;
}

/** Runs it and tells how it ended; whatever must hold in every cell is checked here. */
export async function meet(world: World, { operation, fault, extent }: Cell): Promise<Met> {
  await prepare(world, operation);
  await order(world, operation, fault, extent);
  const started = world.clock.now();
  const report = await world.run(operation.steps, operation.target, messageOf(operation));
  expect(world.clock.now() - started, "virtual milliseconds").toBeLessThan(STEP_LIMIT_MS);
  const count = operation.count(await world.state());
  expect(count, "times done").toBeLessThanOrEqual(1);
  const ending = endingFrom(report, operation, count);
  if (ending !== "done") expectGuidance(report);
  return { ending, report };
}

/** Brings the service into the state before the operation. */
export async function prepare(world: World, { before, steps }: Operation): Promise<void> {
  await world.reset();
  if (before === undefined) return;
  const report = await world.run(before.steps, before.target);
  expect(report.errors, `before ${steps}`).toEqual([]);
}

/** Orders the fault for the operation's requests. */
export async function order(
  world: World,
  { method, path, refusal }: Ordered,
  fault: Fault,
  extent: Extent,
): Promise<void> {
  const times = extent === "once" ? 1 : EVERY;
  const how = howOf(fault, refusal);
  if (how === "findings") {
    world.findings = [finding];
    return;
  }
  await world.fault(how, { method, path, times });
  if (fault.kind !== "blind") return;
  world.onRequest = (ofRequest, at) => {
    if (ofRequest !== method || !new RegExp(path, "u").test(at)) return;
    void world.fault({ by: "closed-port" }, { method: "GET", path: "", times: EVERY });
  };
}

type Ordered = Pick<Operation, "method" | "path" | "refusal">;

function howOf({ how }: Fault, refusal: Operation["refusal"]): Exclude<How, { by: "operation" }> | "findings" {
  if (how.by !== "operation") return how;
  if (refusal.ending === "findings") return "findings";
  return { by: "emulator", fault: "status:200", body: refusal.body };
}

const finding = {
  code: "INVALID_PROPERTY_VALUE",
  rule: "made-up",
  severity: "error",
  message: "Meta does not like this title.",
  pointer: "/screens/0/title",
  range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
  fix: null,
  docs: "https://example.com",
  origin: "rule",
  related: [],
} as const;

function messageOf({ steps }: Operation): { recipients?: readonly string[] } {
  return steps.endsWith("send-test") ? { recipients: [recipient] } : {};
}

/** What the report claims, checked against what the service has. */
function endingFrom(report: Report, { text }: Operation, count: number): Ending {
  const claims = report.writes.filter((write) => text.test(write.text)).map((write) => write.certainty);
  expect(claims.length, "claims").toBeLessThanOrEqual(1);
  if (report.conclusion === "success") {
    expect({ claims, count }).toEqual({ claims: ["done"], count: 1 });
    return "done";
  }
  if (claims[0] === "unknown") return "unknown";
  expect({ claims, count }).toEqual(claims[0] === "done" ? { claims: ["done"], count: 1 } : { claims: [], count: 0 });
  return claims[0] === "done" ? "findings" : "not done";
}

/** A failure says why, with a code that is no bug, and names the command that goes on. */
function expectGuidance({ errors, continueWith }: Report): void {
  expect(errors.length).toBeGreaterThan(0);
  for (const { code, message, stack } of errors) {
    expect({ code, stack }).toEqual({ code: expect.not.stringMatching(/^INTERNAL/), stack: null });
    expect(message).not.toBe("");
  }
  expect(continueWith).toMatch(/^wa-flows pipeline /);
}

/** Runs the same again, now that the service is well. */
export async function again(world: World, operation: Operation): Promise<Report> {
  await world.heal();
  return world.run(operation.steps, operation.target, messageOf(operation));
}

/** Puts the files of a flow where the command that goes on looks for them. */
export function writeFiles(folder: string, { target }: Operation, phoneNumberId: string): void {
  const { name, flowJson, endpointCode, categories, secretNames, onPublished } = target;
  const flow = { json: flowJson?.path, endpoint: endpointCode?.path, categories };
  // Of another cell, and the emulator makes the same IDs again.
  rmSync(join(folder, LOCK_FILE), { force: true });
  // Every JSON text is YAML.
  const environment = {
    "phone-number-id": phoneNumberId,
    "on-published": onPublished,
    publish: target.publish !== false,
    secrets: secretNames,
  };
  const config = { flows: { [name]: flow }, environments: { test: environment } };
  for (const file of [flowJson, endpointCode, { path: CONFIG, text: JSON.stringify(config) }]) {
    if (file === undefined) continue;
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.text);
  }
}

/** Runs the command that a report names, as people would, in the folder that has the files. */
export function goOn(world: World, { continueWith }: Report, folder: string): Promise<Said> {
  const words = (continueWith ?? "").match(/'[^']*'|\S+/g) ?? [];
  const args = words.slice(1).map((word) => word.replace(/^'|'$/g, "").replace(/^RECIPIENTS\w*$/, recipient));
  return command(world, args, { folder });
}

/** How a command ended, and all that it printed. */
export interface Said {
  readonly exit: number;
  readonly said: string;
}

/** Runs a command line in this process, against the emulator. */
export async function command(
  world: World,
  args: readonly string[],
  { folder = tmpdir(), interruption = new AbortController().signal } = {},
): Promise<Said> {
  const said: string[] = [];
  const output = { write: (text: string) => said.push(text), isTerminal: false, columns: undefined };
  const exit = await runCommand({
    args,
    env: { KAPSO_API_KEY: world.apiKey, KAPSO_API_BASE_URL: world.url, ...secretValues },
    cwd: folder,
    out: output,
    err: output,
    readInput: async () => new Uint8Array(),
    interruption: () => interruption,
  });
  return { exit, said: said.join("") };
}
