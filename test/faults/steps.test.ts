import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/pipeline/report.js";
import { again, cells, goOn, meet, writeFiles } from "./cell.js";
import { afterChange, type Ending } from "./expected.js";
import { type Operation, stepOperations } from "./operations.js";
import { startWorld, type World } from "./world.js";

let world: World;
const folder = mkdtempSync(join(tmpdir(), "wa-faults-"));

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(stepOperations)("$id by $step", (operation) => {
  it.each(cells)("meets: $name, $extent", async ({ fault, extent }) => {
    const { ending, report } = await meet(world, { operation, fault, extent });
    expect(ending, JSON.stringify(report.errors)).toBe(afterChange(fault, operation, extent));
    // Findings stay until the Flow JSON is repaired; that is another run.
    if (ending === "findings") return;
    if (extent === "once" || ending === "done") await expectRightEnd(operation, ending);
    else await expectRightEndByCommand(operation, report);
  });
});

async function expectRightEnd(operation: Operation, ending: Ending): Promise<void> {
  const { errors, steps } = await again(world, operation);
  // What was deleted is not there to be deleted again, but made again by `create` before it.
  expect(errors).toEqual([]);
  expect(operation.count(await world.state())).toBe(1);
  if (ending === "done" && operation.step !== "delete") {
    expect(steps.flatMap(({ changes }) => changes)).toEqual([]);
  }
}

async function expectRightEndByCommand(operation: Operation, report: Report): Promise<void> {
  writeFiles(folder, operation, world.phoneNumberId);
  await world.heal();
  const { exit, said } = await goOn(world, report, folder);
  expect({ exit, said: exit === 0 ? "" : said }).toEqual({ exit: 0, said: "" });
  expect(operation.count(await world.state())).toBe(1);
}
