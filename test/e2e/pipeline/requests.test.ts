/** How many requests a flow costs: `docs/deploying.md` has the table that is counted here. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import { memoryLock } from "../../unit/steps/fake-service.js";
import { dynamicTarget, staticTarget } from "../../unit/steps/samples.js";
import { type Ports, type Service, startService } from "./harness.js";

/** Reads and writes of one flow; those of the run itself, which are the same for any number of flows, are left out. */
interface Cost {
  readonly reads: number;
  readonly writes: number;
}

/** The number is read once in a run. */
const READS_OF_THE_RUN = 1;

const kinds: Readonly<Record<string, { readonly first: FlowTarget; readonly second: FlowTarget }>> = {
  "without a data endpoint": { first: staticTarget, second: withJson(staticTarget) },
  "with categories": {
    first: { ...staticTarget, categories: ["SIGN_UP"] },
    second: { ...withJson(staticTarget), categories: ["SIGN_UP"] },
  },
  "with a data endpoint": { first: dynamicTarget, second: withCode(withJson(dynamicTarget)) },
  "with a data endpoint and a secret": {
    first: { ...dynamicTarget, secretNames: ["CRM_TOKEN"] },
    second: { ...withCode(withJson(dynamicTarget)), secretNames: ["CRM_TOKEN"] },
  },
};

function withJson(target: FlowTarget): FlowTarget {
  const { path = "", text = "" } = target.flowJson ?? {};
  return { ...target, flowJson: { path, text: text.replace("Hello", "Welcome") } };
}

function withCode(target: FlowTarget): FlowTarget {
  const { path = "", text = "" } = target.endpointCode ?? {};
  return { ...target, endpointCode: { path, text: `${text}// changed\n` } };
}

/** Applies, and counts what the service was asked. */
async function apply(service: Service, target: FlowTarget, ports: Ports): Promise<Cost> {
  const before = (await service.state()).requests.length;
  const mine = { ...target, publish: false, phoneNumberId: service.emulator.phoneNumberId };
  const report = await service.run("apply", [mine], {}, { secretValue: () => "a value", ...ports });
  expect(report.errors).toEqual([]);
  const requests = (await service.state()).requests.slice(before).filter(({ path }) => !path.includes("__emulator"));
  const reads = requests.filter(({ method }) => method === "GET").length;
  return { reads: reads - READS_OF_THE_RUN, writes: requests.length - reads };
}

interface Costs {
  readonly created: Cost;
  readonly changed: Cost;
  readonly unchanged: Cost;
}

async function costsOf(kind: string, locked: boolean): Promise<Costs> {
  const targets = kinds[kind];
  if (targets === undefined) throw new Error(`There is no kind ${kind}.`);
  const service = await startService();
  const ports = locked ? { lock: memoryLock() } : {};
  const created = await apply(service, targets.first, ports);
  const changed = await apply(service, targets.second, ports);
  return { created, changed, unchanged: await apply(service, targets.second, ports) };
}

describe("an unchanged flow", () => {
  it.each(Object.keys(kinds))("is never written (%s)", async (kind) => {
    for (const locked of [true, false]) expect((await costsOf(kind, locked)).unchanged.writes).toBe(0);
  });

  it.each(Object.keys(kinds))("costs fewer reads with the lock than without (%s)", async (kind) => {
    const [locked, unlocked] = [await costsOf(kind, true), await costsOf(kind, false)];
    expect(locked.unchanged.reads).toBeLessThan(unlocked.unchanged.reads);
  });
});

const marked =
  /(<!-- requests: counted by test\/e2e\/pipeline\/requests.test.ts -->\n)[\s\S]*(<!-- end of requests -->\n)/;

test("the table in docs/deploying.md is what is counted (UPDATE_GOLDENS=1 writes it)", async () => {
  const file = new URL("../../../docs/deploying.md", import.meta.url);
  const page = readFileSync(file, "utf8");
  expect(page).toMatch(marked);
  const rows = ["| A flow … | Lock | Unchanged | Changed | New |", "| --- | --- | --- | --- | --- |"];
  for (const kind of Object.keys(kinds)) {
    for (const locked of [true, false]) {
      const { created, changed, unchanged } = await costsOf(kind, locked);
      const cells = [unchanged, changed, created].map(({ reads, writes }) => `${reads} + ${writes}`);
      rows.push(`| ${[kind, locked ? "yes" : "no", ...cells].join(" | ")} |`);
    }
  }
  const wanted = page.replace(marked, (_, start: string, end: string) => `${start}\n${rows.join("\n")}\n\n${end}`);
  if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, wanted);
  expect(readFileSync(file, "utf8")).toBe(wanted);
});
