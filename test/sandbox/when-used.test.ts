import { expect, test } from "vitest";
import { sandboxWhenUsed } from "../../src/host/sandbox-when-used.js";

const options = { secrets: {}, timeLimitMs: 5000, memoryLimitMb: 64 };
const code = "async function handler(request) { return new Response(await request.text(), { status: 201 }); }";
const call = { body: '{"asked":1}', kv: {}, now: 0, seed: 1 };

test("answers as the sandbox that it loads", async () => {
  const endpoint = sandboxWhenUsed(code, options);
  const outcome = await endpoint.call(call);
  await endpoint.close();
  expect(outcome).toMatchObject({ kind: "answered", status: 201, body: call.body });
});

test("is closed without having been started", async () => {
  await expect(sandboxWhenUsed("no code at all {", options).close()).resolves.toBeUndefined();
});
