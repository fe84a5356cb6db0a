import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { startProject } from "./harness.js";

const numbers = ["+15550100001", "+15550100002", "+15550100003"];

test("a test send to three people of whom one is refused tells who got it, without a number", async () => {
  const project = await startProject({
    files: { "flow.json": signup },
    emulator: { recipients: { outsideWindow: ["15550100002"] } },
  });
  const key = { "api-key": project.emulator.apiKey, "phone-number-id": project.emulator.phoneNumberId };
  const made = await project.run({ inputs: { ...key, pipeline: "create", path: "flow.json", name: "Signup" } });
  expect(made.exitCode).toBe(0);
  const run = await project.run({
    inputs: {
      ...key,
      pipeline: "send-test",
      "flow-id": made.outputs["flow-id"] ?? "",
      to: numbers.join("\n"),
      "body-text": "Please try this",
    },
    secrets: [...numbers, ...numbers.map((number) => number.slice(1))],
  });
  expect(run.exitCode).toBe(1);
  expect(run.masked).toEqual(expect.arrayContaining([...numbers, "15550100001"]));
  expect(JSON.parse(run.outputs["message-ids"] ?? "")).toEqual([
    expect.stringMatching(/^wamid\./),
    null,
    expect.stringMatching(/^wamid\./),
  ]);
  expect(run.annotations).toEqual([
    { level: "error", message: expect.stringContaining("1 of 3 messages"), place: undefined },
  ]);
  expect(run.summary).toContain("+15•••••••02");
  const messages = (await project.requests()).filter((request) => request.includes("/messages"));
  expect(messages.map((request) => request.split(" ").at(-1))).toEqual(["200", "400", "200"]);
});

test("a flow token of one's own is masked and shown nowhere", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const run = await project.run({
    inputs: {
      "api-key": project.emulator.apiKey,
      "phone-number-id": project.emulator.phoneNumberId,
      pipeline: "create, send-test",
      path: "flow.json",
      name: "Signup",
      to: "+15550100001",
      "body-text": "Please try this",
      "flow-token": "token-that-nobody-may-see",
    },
    secrets: ["+15550100001", "15550100001", "token-that-nobody-may-see"],
  });
  expect(run.annotations).toEqual([]);
  expect(run.exitCode).toBe(0);
  expect(run.masked).toContain("token-that-nobody-may-see");
});
