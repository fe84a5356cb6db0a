/** Every operation of the 17 scripts, through the command, against the emulator. */
import { expect, test } from "vitest";
import { shells } from "../../support/cli.js";
import {
  businessAccountId,
  dynamicFlow,
  endpointCode,
  flowId,
  metaFlowId,
  phoneNumberId,
  staticFlow,
} from "./samples.js";

const shell = shells();

test("the life of a static flow, for people", async () => {
  const { say, put, startEmulator } = bound();
  await startEmulator();
  put({ "flow.json": staticFlow });
  await say(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "signup"]);
  await say(["flows", "update-json", "--flow-id", flowId, "--json-file", "flow.json"]);
  await say(["flows", "list", "--status", "draft", "--name-contains", "sign"]);
  await say(["flows", "get", "--flow-id", flowId]);
  await say(["flows", "read-json", "--flow-id", flowId]);
  await say([
    "send-test",
    "--flow-id",
    flowId,
    "--phone-number-id",
    phoneNumberId,
    "--to",
    "+15550100123",
    "--body-text",
    "Please try this",
    "--flow-token",
    "token-of-the-scenario",
  ]);
  await say(["flows", "publish", "--flow-id", flowId]);
  await say(["flows", "publish", "--flow-id", flowId]);
  await say(["flows", "delete", "--flow-id", flowId]);
  await say(["flows", "deprecate", "--flow-id", flowId]);
  shell().expectTranscript("static-flow");
});

test("the life of a static flow, for programs", async () => {
  const { say, put, startEmulator } = bound();
  await startEmulator();
  put({ "flow.json": staticFlow });
  await say([
    "flows",
    "create",
    "--phone_number_id",
    phoneNumberId,
    "--name=a=b",
    "--flow-json-file=flow.json",
    "--json",
  ]);
  await say(["flows", "list", "--json", "--per-page", "1"]);
  await say(["flows", "get", "--json", "--flow-id", flowId]);
  await say(["flows", "read-json", "--json", "--flow-id", flowId]);
  await say(["flows", "update-json", "--flow-id", flowId, "--json", staticFlow.replaceAll(/\s+/g, " ")]);
  await say(["flows", "publish", "--json", "--flow-id", flowId, "--phone-number-id", phoneNumberId]);
  await say(["flows", "deprecate", "--json", "--flow-id", flowId]);
  shell().expectTranscript("static-flow-json");
});

test("a data endpoint, for people", async () => {
  const { say, put, startEmulator } = bound();
  await startEmulator();
  put({ "flow.json": dynamicFlow, "endpoint.js": endpointCode });
  await say([
    "flows",
    "create",
    "--phone-number-id",
    phoneNumberId,
    "--name",
    "booking",
    "--flow-json-file",
    "flow.json",
  ]);
  await say(["encryption", "status", "--phone-number-id", phoneNumberId]);
  await say(["encryption", "setup", "--flow-id", flowId]);
  await say(["encryption", "setup", "--flow-id", flowId]);
  await say(["encryption", "status", "--phone-number-id", phoneNumberId]);
  await say(["endpoint", "set", "--flow-id", flowId, "--code-file", "endpoint.js"]);
  await say(["endpoint", "get", "--flow-id", flowId]);
  await say(["endpoint", "deploy", "--flow-id", flowId]);
  await say(["endpoint", "register", "--flow-id", flowId]);
  await say(["logs", "--flow-id", flowId]);
  await say(["invocations", "--flow-id", flowId]);
  await say(["responses", "--flow-id", flowId]);
  shell().expectTranscript("data-endpoint");
});

test("a data endpoint, for programs", async () => {
  const { say, put, startEmulator } = bound();
  await startEmulator();
  put({ "endpoint.js": endpointCode });
  await say(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "booking", "--json"]);
  await say(["encryption", "setup", "--json", "--flow-id", flowId]);
  await say(["encryption", "status", "--json", "--phone-number-id", phoneNumberId]);
  await say(["endpoint", "set", "--json", "--flow-id", flowId, "--code-file", "-"], { input: endpointCode });
  await say(["endpoint", "get", "--json", "--flow-id", flowId]);
  await say(["endpoint", "deploy", "--json", "--flow-id", flowId]);
  await say(["endpoint", "register", "--json", "--flow-id", flowId]);
  await say(["logs", "--json", "--flow-id", flowId]);
  await say(["invocations", "--json", "--flow-id", flowId]);
  await say(["responses", "--json", "--flow-id", flowId]);
  shell().expectTranscript("data-endpoint-json");
});

test("a draft is deleted by either kind of ID", async () => {
  const { say, startEmulator } = bound();
  await startEmulator();
  await say(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "one"]);
  await say(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "two"]);
  await say(["flows", "delete", "--flow-id", flowId]);
  await say(["flows", "delete", "--flow-id", "9000000000000002"]);
  await say(["flows", "delete", "--flow-id", "9000000000000002", "--business-account-id", businessAccountId, "--json"]);
  await say(["flows", "list"]);
  shell().expectTranscript("delete");
});

test("a flow is found by Meta's ID where Kapso's is needed", async () => {
  const { startEmulator } = bound();
  await startEmulator();
  await shell().run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "one"]);
  const outcome = await shell().run(["flows", "get", "--flow-id", metaFlowId, "--json"]);
  expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true, data: { id: flowId, meta_flow_id: metaFlowId } });
});

test("several recipients get one message each, and a number is shown to nobody", async () => {
  const { say, startEmulator } = bound();
  await startEmulator({ recipients: { outsideWindow: ["15550100124"] } });
  await shell().run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "one"]);
  const send = ["send-test", "--flow-id", flowId, "--phone-number-id", phoneNumberId, "--body-text", "Hello"];
  await say([...send, "--to", "+15550100123,+15550100125"]);
  await say([...send, "--to", "+15550100123", "--to", "+15550100124", "--json"]);
  await say([...send, "--to", "not a number"]);
  await say([...send, "--to", "+15550100123", "--draft", "--mode", "published"]);
  await say([...send, "--to", "+15550100123", "--flow-action-payload", '{"screen": 1}']);
  shell().expectTranscript("send-test");
});

/** The shell's methods, so that a scenario reads as a list of command lines. */
function bound() {
  const current = shell();
  return {
    say: current.say.bind(current),
    put: current.put.bind(current),
    startEmulator: current.startEmulator.bind(current),
  };
}
