/** A whole release of a flow with a data endpoint while reads fail: they are tried again, and nothing depends on luck. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dynamicTarget } from "../unit/steps/samples.js";
import type { Fault } from "./faults.js";
import { faults } from "./faults.js";
import { startWorld, type World } from "./world.js";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

/** An answer that is not understood is an error for a read; everything else may pass. */
const passing: readonly Fault[] = faults.filter(
  ({ kind, name }) =>
    ["not-done", "ambiguous-not-done", "ambiguous-done"].includes(kind) && !/content|none|empty/.test(name),
);

async function fail({ how }: Fault, times: number): Promise<void> {
  await world.reset();
  if (how.by === "operation") throw new TypeError("Reads have no such fault.");
  await world.fault(how, { method: "GET", path: "/platform/|/meta/", times });
}

const writes = async (): Promise<readonly string[]> =>
  (await world.state()).requests
    .filter(({ method, path }) => method !== "GET" && !path.startsWith("/__emulator"))
    .map(({ method, path }) => `${method} ${path.replace(/^.*\//, "")}`);

describe.each(passing)("reads meet: $name", (fault) => {
  it("two of them, and the release passes", async () => {
    await fail(fault, 2);
    const report = await world.run("release", dynamicTarget);
    expect(report.errors).toEqual([]);
    expect(await writes()).toEqual([
      ...["POST flows", "POST setup_encryption", "POST data_endpoint", "POST deploy", "POST register"],
      ...["POST versions", "POST publish"],
    ]);
  });

  it("all of them, and nothing is written", async () => {
    await fail(fault, 999);
    const started = world.clock.now();
    const report = await world.run("release", dynamicTarget);
    expect(world.clock.now() - started).toBeLessThan(5 * 60_000);
    expect(report.errors[0]?.code).toMatch(/^(REMOTE|TRANSPORT)_/);
    expect(report.writes).toEqual([]);
    expect(await writes()).toEqual([]);
  });
});
