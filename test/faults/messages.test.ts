import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { again, cells, meet, recipient } from "./cell.js";
import { withoutReadingBack } from "./expected.js";
import { sendOperation } from "./operations.js";
import { startWorld, type World } from "./world.js";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

describe("metaSendMessage by send-test", () => {
  it.each(cells)("meets: $name, $extent", async ({ fault, extent }) => {
    const { ending, report } = await meet(world, { operation: sendOperation, fault, extent });
    expect(ending, JSON.stringify(report.errors)).toBe(withoutReadingBack(fault, "message", extent));
    if (ending === "unknown") {
      expect(report.flows[0]?.messages).toMatchObject([{ status: "unknown" }]);
      expect(report.errors[0]?.hint).toContain("may have arrived");
      // Nobody gets a second message by running that command as it stands.
      expect(report.continueWith).toContain("--to RECIPIENTS_WITHOUT_A_MESSAGE");
      return;
    }
    if (ending === "done") return;
    expect((await again(world, sendOperation)).errors).toEqual([]);
    expect(sendOperation.count(await world.state())).toBe(1);
  });

  it("never repeats a message in a preset either", async () => {
    await world.reset();
    await world.run("create", sendOperation.target);
    const [flow] = (await world.state()).flows;
    await world.fault({ by: "emulator", fault: "reset-after" }, { method: "POST", path: "/messages$", times: 1 });
    const target = { ...sendOperation.target, flowId: flow?.id ?? "" };
    const report = await world.run("qa", target, { recipients: [recipient, "+15550100002"] });
    expect(report.flows[0]?.messages.map((message) => message.status)).toEqual(["unknown", "accepted"]);
    expect((await world.state()).messages.map((message) => message.to)).toEqual(["15550100001", "15550100002"]);
    expect(report.continueWith).not.toContain(" qa ");
  });
});
