/**
 * A whole `apply` that meets a fault in one of its changes, and the same command again: the flow comes to its end, each
 * thing is there once, and a third one finds nothing to do.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FlowTarget } from "../../src/pipeline/facts.js";
import { changes } from "./apply-changes.js";
import { cells, order, STEP_LIMIT_MS } from "./cell.js";
import { type State, startWorld, type World } from "./world.js";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

describe.each(changes)("apply meets a fault in: $name", ({ before, target, method, path, saysNo }) => {
  it.each(cells)("$name, $extent", async ({ fault, extent }) => {
    await world.reset();
    if (before !== undefined) expect((await world.run("apply", before)).errors).toEqual([]);
    await order(world, { method, path, refusal: { body: saysNo, ending: "not done" } }, fault, extent);
    const started = world.clock.now();
    const first = await world.run("apply", target);
    expect(world.clock.now() - started).toBeLessThan(STEP_LIMIT_MS);
    if (first.conclusion === "failure") expect(first.continueWith).toMatch(/^wa-flows pipeline apply /);
    await world.heal();
    const second = await world.run("apply", target);
    expect(second.errors).toEqual([]);
    expectEnd(await world.state(), target, before);
    await expectNothingLeft(target);
  });
});

/** One flow that lives, with everything it should have; and the one that it replaced, ended. */
function expectEnd({ flows, dataEndpoints, versions }: State, target: FlowTarget, before: FlowTarget | undefined) {
  const replaced = before !== undefined && before.publish !== false;
  const status = target.publish === false ? "draft" : "published";
  expect(flows.map((flow) => [flow.name, flow.status])).toEqual(
    replaced
      ? [
          ["signup", "deprecated"],
          ["signup v2", status],
        ]
      : [["signup", status]],
  );
  const flow = flows.at(-1);
  expect(flow).toMatchObject({ categories: ["SURVEY"], flows_encryption_configured: true });
  expect(dataEndpoints.find((endpoint) => endpoint.flow_id === flow?.id)).toMatchObject({
    code: target.endpointCode?.text,
    status: "deployed",
    registered: true,
    secrets: ["TOKEN"],
  });
  const newest = versions.filter((version) => version.flow_id === flow?.id).at(-1);
  expect(newest?.flow_json).toEqual(JSON.parse(target.flowJson?.text ?? ""));
}

async function expectNothingLeft(target: FlowTarget): Promise<void> {
  const before = await writes();
  const third = await world.run("apply", target);
  expect(third.flows[0]?.plan?.verdict).toBe("unchanged");
  expect(await writes()).toEqual(before);
}

async function writes(): Promise<readonly string[]> {
  const { requests } = await world.state();
  return requests
    .filter(({ method, path }) => method !== "GET" && !path.startsWith("/__emulator"))
    .map(({ method, path }) => `${method} ${path}`);
}
