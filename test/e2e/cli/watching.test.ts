/** Logs, calls and answers hold what people entered; it is hidden unless asked for. */
import { expect, test } from "vitest";
import { shells } from "../../support/cli.js";
import { endpointCode, flowId, phoneNumberId } from "./samples.js";

const shell = shells();

/** A flow with a deployed endpoint that was called once, and that a person has answered. */
async function usedFlow(): Promise<void> {
  const sh = shell();
  let saved: string | undefined;
  const state = {
    load: async () => saved,
    save: async (text: string) => {
      saved = text;
    },
  };
  await sh.startEmulator({ state });
  await sh.run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "used"]);
  await sh.run(["encryption", "setup", "--flow-id", flowId]);
  await sh.run(["endpoint", "set", "--flow-id", flowId, "--code", endpointCode]);
  await sh.run(["endpoint", "deploy", "--flow-id", flowId]);
  await sh.emulator?.close();
  // What a phone does has no call of its own, so it is written into the state.
  const world = JSON.parse(saved ?? "{}");
  const functionId = world.functions[0].id;
  const at = Date.parse("2026-11-22T10:00:00Z");
  world.logs.push({ functionId, level: "log", message: "booked for ada@example.com", loggedAt: at, outcome: "ok" });
  world.invocations.push({
    ...{ id: "1b000000-0000-4000-8000-000000000001", functionId, statusCode: 200, durationMs: 12, createdAt: at },
    ...{ requestBody: { flow_id: flowId, data: { name: "Ada" } }, responseBody: { screen: "END" }, errorMessage: null },
    logs: [],
  });
  world.responses.push({
    ...{ id: "2b000000-0000-4000-8000-000000000001", flowId, flowToken: "token-1", flowResponse: { name: "Ada" } },
    ...{ phoneNumber: "15550100123", messageId: "wamid.1", createdAt: at },
  });
  saved = JSON.stringify(world);
  await sh.startEmulator({ state });
}

test("what people entered is hidden", async () => {
  await usedFlow();
  const sh = shell();
  for (const command of ["responses", "logs", "invocations"]) {
    for (const flags of [[], ["--json"]]) {
      const { stdout, stderr } = await sh.say([command, "--flow-id", flowId, ...flags]);
      for (const secret of ["Ada", "ada@", "15550100123", "token-1"]) expect(stdout + stderr).not.toContain(secret);
    }
  }
  sh.expectTranscript("watching-hidden");
});

test("it is shown to those who ask for it", async () => {
  await usedFlow();
  const sh = shell();
  for (const command of ["responses", "logs", "invocations"])
    await sh.say([command, "--flow-id", flowId, "--show-data"]);
  sh.expectTranscript("watching-shown");
});
