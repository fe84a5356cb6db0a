/** Single commands change without reading back; they say what is not known. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { command } from "./cell.js";
import { startWorld, type World } from "./world.js";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

const unknown = "It is not known whether this took effect.";

function create(...more: readonly string[]): readonly string[] {
  return ["flows", "create", "--phone-number-id", world.phoneNumberId, "--name", "signup", ...more];
}

it("a change without an answer says that it may have happened", async () => {
  await world.reset();
  await world.fault({ by: "emulator", fault: "reset-after" }, { method: "POST", path: "flows$", times: 1 });
  const { exit, said } = await command(world, create());
  expect([exit, said]).toEqual([3, expect.stringContaining(unknown)]);
  expect((await world.state()).flows).toHaveLength(1);
});

it("programs are told so, too", async () => {
  await world.reset();
  await world.fault({ by: "emulator", fault: "status:504" }, { method: "POST", path: "flows$", times: 1 });
  const { exit, said } = await command(world, create("--json"));
  const hint: unknown = JSON.parse(said).error.hint;
  expect([exit, hint]).toEqual([3, expect.stringContaining(unknown)]);
});

it("a refusal is no such case", async () => {
  await world.reset();
  await world.fault({ by: "emulator", fault: "status:422" }, { method: "POST", path: "flows$", times: 1 });
  const { exit, said } = await command(world, create());
  expect([exit, said]).toEqual([1, expect.not.stringContaining(unknown)]);
});

it("a publication that does not show is none", async () => {
  await world.reset();
  await command(world, create());
  const [flow] = (await world.state()).flows;
  await world.fault({ by: "emulator", fault: "status:200", body: "" }, { method: "POST", path: "/publish$", times: 1 });
  const { exit, said } = await command(world, ["flows", "publish", "--flow-id", flow?.id ?? ""]);
  expect([exit, said]).toEqual([3, expect.stringContaining("its status is still `draft`")]);
  expect(said).not.toContain("Published");
});

it("an interrupted command begins no change", async () => {
  await world.reset();
  const { exit } = await command(world, create(), { interruption: AbortSignal.abort() });
  expect(exit).toBe(3);
  expect((await world.state()).flows).toEqual([]);
});
