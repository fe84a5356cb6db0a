/** Writes of the client that no step makes: whoever calls them is told whether they may have happened. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayHaveHappened } from "../../src/client/retry.js";
import { WaFlowsError } from "../../src/errors/errors.js";
import { endpointCode } from "../unit/steps/samples.js";
import { cells, order, STEP_LIMIT_MS } from "./cell.js";
import { type Ending, withoutReadingBack } from "./expected.js";
import { type LibraryOperation, libraryOperations } from "./library.js";
import { startWorld, type World } from "./world.js";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

async function endingOf(operation: LibraryOperation, flowId: string, functionId: string): Promise<Ending> {
  try {
    await operation.call(world.client, flowId, functionId);
  } catch (error) {
    expect(error).toBeInstanceOf(WaFlowsError);
    const count = await operation.count(world, functionId);
    expect(count).toBeLessThanOrEqual(1);
    if (mayHaveHappened(error)) return "unknown";
    expect(count).toBe(0);
    return "not done";
  }
  expect(await operation.count(world, functionId)).toBe(1);
  return "done";
}

describe.each(libraryOperations)("$id by the library", (operation) => {
  it.each(cells)("meets: $name, $extent", async ({ fault, extent }) => {
    await world.reset();
    const { flowId, functionId } = await flowAndFunction();
    await order(world, operation, fault, extent);
    const started = world.clock.now();
    const ending = await endingOf(operation, flowId, functionId);
    expect(world.clock.now() - started).toBeLessThan(STEP_LIMIT_MS);
    expect(ending).toBe(withoutReadingBack(fault, "write", extent));
    await world.heal();
    await operation.call(world.client, flowId, functionId);
    expect(await operation.count(world, functionId)).toBe(1);
  });
});

/** A flow with encryption, and a deployed function that it does not use yet. */
async function flowAndFunction(): Promise<{ flowId: string; functionId: string }> {
  const { client, phoneNumberId } = world;
  const { id: flowId } = await client.flows.create({ phoneNumberId, name: "signup" });
  await client.encryption.setup(flowId);
  const { id: functionId } = await client.functions.create({ name: "signup", code: endpointCode });
  await client.functions.deploy(functionId);
  await world.clock.sleep(60_000);
  return { flowId, functionId };
}
