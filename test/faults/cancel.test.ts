/** A run that is cancelled while a change is under way: SIGINT and a cancelled job abort the same signal. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/pipeline/report.js";
import { order, prepare } from "./cell.js";
import type { Fault } from "./faults.js";
import { type Operation, sendOperation, stepOperations } from "./operations.js";
import { startWorld, type World } from "./world.js";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

// A deleted flow has no status to be read after it, and a preset takes no further step.
const operations = stepOperations.filter(({ step }) => step !== "delete" && step !== "deprecate-replaced");

/** Cancels as soon as the operation's request is sent; tells what was sent after that, other than reads. */
function cancelAt({ method, path }: Operation): { signal: AbortSignal; sentAfter: () => readonly string[] } {
  const controller = new AbortController();
  const after: string[] = [];
  world.onRequest = (ofRequest, at) => {
    if (controller.signal.aborted) after.push(`${ofRequest} ${at}`);
    else if (ofRequest === method && new RegExp(path, "u").test(at)) controller.abort(new Error("Cancelled."));
  };
  return { signal: controller.signal, sentAfter: () => after.filter((request) => !request.startsWith("GET")) };
}

function certainties({ writes }: Report, { text }: Operation): readonly string[] {
  return writes.filter((write) => text.test(write.text)).map((write) => write.certainty);
}

const lost: Fault = {
  name: "reset before",
  kind: "ambiguous-not-done",
  how: { by: "emulator", fault: "reset-before" },
};
const limited: Fault = {
  name: "429",
  kind: "not-done",
  how: { by: "emulator", fault: "status:429", headers: { "retry-after": "60" } },
};

describe.each(operations)("$id by $step, cancelled while it is under way", (operation) => {
  it("is finished and reported, and nothing else is begun", async () => {
    await prepare(world, operation);
    const { signal, sentAfter } = cancelAt(operation);
    const report = await world.run(`${operation.steps},status`, operation.target, { signal });
    expect(operation.count(await world.state())).toBe(1);
    expect(certainties(report, operation)).toEqual(["done"]);
    expect(sentAfter()).toEqual([]);
    expect(report.errors).toMatchObject([{ code: "CANCELLED" }]);
    expect(report.steps.at(-1)).toMatchObject({ name: "status", status: "not-reached" });
    expect(report.continueWith).toMatch(/^wa-flows pipeline .*status/);
  });

  it("is not repeated when its answer was lost", async () => {
    await prepare(world, operation);
    await order(world, operation, lost, "once");
    const { signal, sentAfter } = cancelAt(operation);
    const started = world.clock.now();
    const report = await world.run(operation.steps, operation.target, { signal });
    expect(world.clock.now() - started).toBeLessThan(1000);
    expect(sentAfter()).toEqual([]);
    expect(report.errors).toMatchObject([{ code: "CANCELLED" }]);
    expect(certainties(report, operation)).toEqual([]);
  });

  it("is not waited for when the rate limit is used up", async () => {
    await prepare(world, operation);
    await order(world, operation, limited, "once");
    const { signal, sentAfter } = cancelAt(operation);
    const started = world.clock.now();
    const report = await world.run(operation.steps, operation.target, { signal });
    expect(world.clock.now() - started).toBeLessThan(1000);
    expect(sentAfter()).toEqual([]);
    expect(report.errors).toMatchObject([{ code: "TRANSPORT_ABORTED" }]);
    expect(report.continueWith).not.toBeNull();
  });
});

it("a message under way is finished, and those after it are not sent", async () => {
  await prepare(world, sendOperation);
  const { signal, sentAfter } = cancelAt(sendOperation);
  const recipients = ["+15550100001", "+15550100002"];
  const report = await world.run(sendOperation.steps, sendOperation.target, { signal, recipients });
  expect(report.flows[0]?.messages.map((message) => message.status)).toEqual(["accepted", "not-sent"]);
  expect(sentAfter()).toEqual([]);
  expect(report.continueWith).toContain("RECIPIENTS_WITHOUT_A_MESSAGE");
});
