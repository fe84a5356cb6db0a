/** `wa-flows pipeline` over real files, against the emulator. */
import { expect, test } from "vitest";
import { shells } from "../../support/cli.js";
import { endpointCode, faultyFlow, flowId, metaFlowId, phoneNumberId, staticFlow } from "./samples.js";

const shell = shells();

const config = `flows:
  signup: { json: flows/signup/flow.json, categories: [SIGN_UP] }
  survey: { json: flows/survey.flow.json }
environments:
  staging:
    phone-number-id: "${phoneNumberId}"
    test-recipients: ["+15550100123"]
  production: { phone-number-id: "100000000000002", publish: true }
`;

test("a flow from file to published, and again without a change", async () => {
  const sh = shell();
  await sh.startEmulator();
  sh.put({ "flow.json": staticFlow });
  const release = ["pipeline", "validate,create,update-json,publish", "--path", "flow.json", "--name", "signup"];
  await sh.say([...release, "--phone-number-id", phoneNumberId], { env: { PROJECT_ID: "proj-1" } });
  await sh.say([...release, "--phone-number-id", phoneNumberId]);
  sh.expectTranscript("pipeline-release");
});

test("nothing is written when validation fails", async () => {
  const sh = shell();
  await sh.startEmulator();
  sh.put({ "good.json": staticFlow, "bad.json": faultyFlow });
  await sh.say(["pipeline", "validate,update-json", "--path", "bad.json", "--flow-id", flowId]);
  const { code, stderr } = await sh.run([
    "pipeline",
    "validate,update-json",
    "--path",
    "bad.json",
    "--flow-id",
    flowId,
    "--json",
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({
    ok: false,
    error: { code: "VALIDATION_FAILED", details: { conclusion: "failure", writes: [], summary: { errors: 1 } } },
  });
  const requests = await fetch(`${sh.emulator?.url}/__emulator/state`);
  expect(await requests.json()).toMatchObject({ requests: [] });
  sh.expectTranscript("pipeline-invalid");
});

test("all flows of an environment, and a test message for each", async () => {
  const sh = shell();
  await sh.startEmulator();
  sh.put({
    "whatsapp-flows.yml": config,
    "flows/signup/flow.json": staticFlow,
    "flows/survey.flow.json": staticFlow,
  });
  await sh.say(["pipeline", "release"]);
  await sh.say(["pipeline", "release", "--environment", "staging"]);
  await sh.say(["pipeline", "release", "--environment", "production"]);
  await sh.say(["pipeline", "validate,create,send-test", "--environment", "staging", "--body-text", "Please try this"]);
  sh.expectTranscript("pipeline-config");
});

test("a failure half way says what was changed and how to go on", async () => {
  const sh = shell();
  await sh.startEmulator();
  sh.put({ "whatsapp-flows.yml": config, "flows/signup/flow.json": staticFlow, "flows/survey.flow.json": staticFlow });
  await fetch(`${sh.emulator?.url}/__emulator/faults`, {
    method: "POST",
    body: JSON.stringify([
      { method: "POST", path: "/publish$", fault: "status:422", body: { error: "Not today" }, times: 1 },
    ]),
  });
  await sh.say(["pipeline", "validate,create,publish", "--environment", "staging"]);
  sh.expectTranscript("pipeline-half-way");
});

test("lists of steps that cannot be right", async () => {
  const sh = shell();
  await sh.startEmulator();
  sh.put({ "flow.json": staticFlow });
  await sh.say(["pipeline", "publsh", "--path", "flow.json"]);
  await sh.say(["pipeline", "preview", "--path", "flow.json"]);
  await sh.say(["pipeline", "update-json,validate", "--path", "flow.json"]);
  await sh.say(["pipeline", "send-test", "--flow-id", flowId]);
  await sh.say(["pipeline", "validate", "--path", "nothing/*.json"]);
  await sh.say(["pipeline", "validate", "--environment", "staging", "--path", "flow.json"]);
  sh.expectTranscript("pipeline-bad-list");
});

test("Meta's flow ID does for steps that need Kapso's", async () => {
  const sh = shell();
  await sh.startEmulator();
  await sh.run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "one"]);
  sh.put({ "flow.json": staticFlow.replace("Hello", "Welcome") });
  const line = ["pipeline", "validate,update-json", "--path", "flow.json", "--flow-id", metaFlowId, "--json"];
  const { code, stdout } = await sh.run(line);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ data: { flows: [{ flowId, metaFlowId, changed: true }] } });
});

test("an endpoint goes with its flow", async () => {
  const sh = shell();
  await sh.startEmulator();
  sh.put({ "endpoint.js": endpointCode });
  await sh.run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "one"]);
  const line = ["pipeline", "setup-encryption,set-endpoint,deploy,register", "--endpoint", "endpoint.js"];
  await sh.say([...line, "--flow-id", flowId]);
  sh.expectTranscript("pipeline-endpoint");
});

test("offline steps need no key and no service", async () => {
  const sh = shell();
  sh.put({ "flow.json": staticFlow });
  expect((await sh.run(["pipeline", "pull-request", "--path", "flow.json"])).code).toBe(0);
});

test("a whole release inside the process, without an account", async () => {
  const sh = shell();
  sh.put({ "flow.json": staticFlow });
  await sh.say(["pipeline", "validate,create,publish", "--path", "flow.json", "--name", "signup"], {
    env: { KAPSO_API_BASE_URL: "emulator" },
  });
  await sh.say(["flows", "list"], { env: { KAPSO_API_BASE_URL: "emulator" } });
  sh.expectTranscript("pipeline-in-process");
});

test("an interrupted run finishes the request under way, says what it did, and ends by the signal", async () => {
  const sh = shell();
  await sh.startEmulator();
  sh.put({ "flow.json": staticFlow });
  const control = `${sh.emulator?.url}/__emulator`;
  const faults = [{ method: "POST", path: "/whatsapp/flows$", fault: "slow:1000", times: 1 }];
  await fetch(`${control}/faults`, { method: "POST", body: JSON.stringify(faults) });
  const reached = async (): Promise<void> => {
    for (;;) {
      const state: { requests: { method: string }[] } = JSON.parse(await (await fetch(`${control}/state`)).text());
      if (state.requests.some(({ method }) => method === "POST")) return;
    }
  };
  const line = ["pipeline", "create,publish", "--path", "flow.json", "--name", "signup"];
  const outcome = await sh.run([...line, "--phone-number-id", phoneNumberId], {
    started: (child) => void reached().then(() => child.kill("SIGINT")),
  });
  expect(outcome.signal).toBe("SIGINT");
  expect(outcome.stderr).toContain("Created flow `signup`");
  expect(outcome.stderr).toContain("The run was cancelled");
  expect(outcome.stderr).toContain("To go on from here:");
  expect(outcome.stderr).not.toContain("Published flow");
});
