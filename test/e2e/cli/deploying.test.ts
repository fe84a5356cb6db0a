/** From a folder of files to the service and back, by the built command, against the emulator. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { EmulatorOptions } from "../../../src/emulator/serve.js";
import type { Shell } from "../../support/cli.js";
import { shells } from "../../support/cli.js";
import { dynamicFlow, endpointCode, phoneNumberId, staticFlow } from "./samples.js";

const shell = shells();

const LOCK = "whatsapp-flows.lock.json";
const qaNumberId = "100000000000002";

const config = `flows:
  signup: { json: flows/signup/flow.json, categories: [SIGN_UP] }
  booking: { json: flows/booking/flow.json, endpoint: flows/booking/endpoint.js }
environments:
  staging: { phone-number-id: "${phoneNumberId}" }
  production: { phone-number-id: "${qaNumberId}", publish: true }
`;

/** Ends on the screen after the first, whatever is asked. */
const bookingCode = endpointCode
  .replace("const body", "const { data_exchange: exchange }")
  .replace('"END"', 'exchange.action === "INIT" ? "START" : "END"');

async function project(sh: Shell, yml = config, options: EmulatorOptions = {}): Promise<void> {
  await sh.startEmulator(options);
  sh.put({
    "whatsapp-flows.yml": yml,
    "flows/signup/flow.json": staticFlow,
    "flows/booking/flow.json": dynamicFlow,
    "flows/booking/endpoint.js": bookingCode,
  });
}

const only = (settings: string, flow = "signup: { json: flows/signup/flow.json }"): string =>
  `flows: { ${flow} }\nenvironments: { live: { phone-number-id: "${phoneNumberId}", ${settings} } }\n`;
const booking = "booking: { json: flows/booking/flow.json, endpoint: flows/booking/endpoint.js }";

interface State {
  readonly flows: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly requests: readonly { readonly method: string; readonly path: string }[];
}

async function state(sh: Shell): Promise<State> {
  const answer = await fetch(`${sh.emulator?.url}/__emulator/state`);
  return JSON.parse(await answer.text());
}

/** Requests that change something. */
async function writes(sh: Shell): Promise<readonly string[]> {
  const { requests } = await state(sh);
  return requests
    .filter(({ method, path }) => method !== "GET" && !path.startsWith("/__emulator"))
    .map(({ method, path }) => `${method} ${path}`);
}

async function flows(sh: Shell): Promise<readonly string[]> {
  return (await state(sh)).flows.map(({ name, status }) => `${name} ${status}`).sort();
}

async function fault(sh: Shell, path: string, kind: string): Promise<void> {
  const body = JSON.stringify([{ method: "POST", path, fault: kind, times: 1 }]);
  const answer = await fetch(`${sh.emulator?.url}/__emulator/faults`, { method: "POST", body });
  expect(answer.ok).toBe(true);
}

const read = (sh: Shell, path: string): string => readFileSync(join(sh.folder, path), "utf8");
const edit = (sh: Shell, path: string, from: string, to: string): void =>
  sh.put({ [path]: read(sh, path).replace(from, to) });

test("plan, apply, plan: the last says unchanged and made no write", async () => {
  const sh = shell();
  await project(sh);
  await sh.say(["plan", "--environment", "staging"]);
  expect(await writes(sh)).toEqual([]);
  await sh.say(["apply", "--environment", "staging"]);
  const before = await writes(sh);
  await sh.say(["plan", "--environment", "staging"]);
  await sh.say(["apply", "--environment", "staging"]);
  expect(await writes(sh)).toEqual(before);
  sh.expectTranscript("deploying");
});

test("one environment is not the other", async () => {
  const sh = shell();
  await project(sh);
  await sh.run(["apply", "--environment", "production"]);
  expect(await flows(sh)).toEqual(["booking published", "signup published"]);
  expect(Object.keys(JSON.parse(read(sh, LOCK)).environments)).toEqual(["production"]);
  const { code, stderr } = await sh.run(["plan"]);
  expect(code).toBe(2);
  expect(stderr).toContain("has several environments: `staging` and `production`");
});

test("a plan is read by people, programs and pull requests", async () => {
  const sh = shell();
  await project(sh);
  const line = ["plan", "--environment", "staging", "--name", "signup"];
  await sh.say([...line, "--format", "markdown"]);
  await sh.run([...line, "--out", "plan.json"]);
  const kept = JSON.parse(read(sh, "plan.json"));
  expect(kept).toMatchObject({
    schemaVersion: 1,
    environment: "staging",
    flows: [{ name: "signup", verdict: "create" }],
  });
  expect(JSON.parse((await sh.run([...line, "--format", "json"])).stdout)).toEqual(kept);
  expect(JSON.parse((await sh.run([...line, "--json"])).stdout)).toEqual({ ok: true, data: kept });
  sh.expectTranscript("plan-markdown");
});

describe("a plan that was reviewed", () => {
  const plan = ["plan", "--environment", "staging", "--out", "plan.json"];
  const apply = ["apply", "--environment", "staging", "--plan", "plan.json"];

  test("is done, and may be done again", async () => {
    const sh = shell();
    await project(sh);
    await sh.run(plan);
    expect((await sh.run(apply)).code).toBe(0);
    const before = await writes(sh);
    expect((await sh.run(apply)).code).toBe(0);
    expect(await writes(sh)).toEqual(before);
  });

  test("is refused when repository, service or environment moved, and nothing is written", async () => {
    const sh = shell();
    await project(sh);
    await sh.run(plan);
    edit(sh, "flows/signup/flow.json", "Hello", "Goodbye");
    await sh.say(apply);
    edit(sh, "flows/signup/flow.json", "Goodbye", "Hello");
    await sh.say(["apply", "--environment", "production", "--plan", "plan.json"]);
    await sh.run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "signup"]);
    const before = await writes(sh);
    await sh.say(apply);
    expect(await writes(sh)).toEqual(before);
    sh.expectTranscript("plan-stale");
  });

  test("goes on after the process was killed in the middle of a request", async () => {
    const sh = shell();
    await project(sh);
    await sh.run(plan);
    await fault(sh, "/data_endpoint/deploy$", "slow:60000");
    const { signal } = await sh.run(apply, {
      started: async (child) => {
        while (!(await writes(sh)).some((write) => write.endsWith("/deploy"))) await nextTurn();
        child.kill("SIGKILL");
      },
    });
    expect(signal).toBe("SIGKILL");
    expect((await sh.run(apply)).code).toBe(0);
    expect(await flows(sh)).toEqual(["booking draft", "signup draft"]);
    const { stdout } = await sh.run(["plan", "--environment", "staging"]);
    expect(stdout).toContain("Nothing to do: 2 flows unchanged.");
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test("what somebody changed on the service is told, saved, set back, and can be put back", async () => {
  const sh = shell();
  await project(sh);
  await sh.run(["apply", "--environment", "staging"]);
  const id = (await state(sh)).flows.find(({ name }) => name === "signup")?.id ?? "";
  sh.put({ "elsewhere.json": staticFlow.replace("Hello", "Changed in a dashboard") });
  await sh.run(["flows", "update-json", "--flow-id", id, "--json-file", "elsewhere.json"]);
  const { stdout } = await sh.run(["plan", "--environment", "staging"]);
  expect(stdout).toContain("signup was changed on the service, and will be set back");
  expect(stdout).toContain("from `Changed in a dashboard` to `Hello`");
  const { stderr } = await sh.run(["apply", "--environment", "staging"]);
  const command = /To put it back: wa-flows (.+)/.exec(stderr)?.[1]?.split(" ") ?? [];
  const backup = command.at(-1) ?? "";
  expect(backup).toMatch(/^\.wa-flows\/backups\/.+\/signup\/flow\.json$/);
  expect(JSON.parse(read(sh, backup))).toEqual(JSON.parse(read(sh, "elsewhere.json")));
  expect(read(sh, ".wa-flows/.gitignore")).toBe("*\n");
  expect((await sh.run(command)).code).toBe(0);
  expect((await sh.run(["pull", "--environment", "staging", "--force"])).code).toBe(0);
  expect(read(sh, "flows/signup/flow.json")).toContain("Changed in a dashboard");
});

describe("a published flow", () => {
  async function changed(sh: Shell, settings: string, options: EmulatorOptions = {}): Promise<void> {
    await project(sh, only(`publish: true${settings}`), options);
    await sh.run(["apply"]);
    edit(sh, "flows/signup/flow.json", "Hello", "Goodbye");
  }

  test("is left alone unless the environment says otherwise", async () => {
    const sh = shell();
    await changed(sh, "");
    const before = await writes(sh);
    await sh.say(["plan"]);
    await sh.say(["apply"]);
    expect(await writes(sh)).toEqual(before);
    sh.expectTranscript("published-refuse");
  });

  test("is replaced by another, and deprecated after that", async () => {
    const sh = shell();
    await changed(sh, ", on-published: new-flow");
    await sh.say(["plan"]);
    await sh.say(["apply"]);
    expect(await flows(sh)).toEqual(["signup deprecated", "signup v2 published"]);
    await sh.say(["plan"]);
    await sh.say(["plan", "--on-published", "refuse", "--no-lock"]);
    sh.expectTranscript("published-new-flow");
  });

  test("is edited where Meta takes that", async () => {
    const sh = shell();
    await changed(sh, ", on-published: edit", { switches: { publishedFlowsEditable: true } });
    expect((await sh.run(["apply"])).code).toBe(0);
    expect(await flows(sh)).toEqual(["signup published"]);
    expect((await sh.run(["plan"])).stdout).toContain("Nothing to do: 1 flow unchanged.");
  });

  test("is not edited where Meta refuses, which is told with the other way", async () => {
    const sh = shell();
    await changed(sh, ", on-published: edit");
    const { code, stderr } = await sh.run(["apply"]);
    expect(code).toBe(1);
    expect(stderr).toContain("the service does not let it change");
    expect(stderr).toContain("Say `on-published: new-flow` in the config");
  });
});

describe("secrets", () => {
  const secret = "a-very-secret-value";

  test("without a value stop the run before anything is written", async () => {
    const sh = shell();
    await project(sh, only("secrets: [CRM_TOKEN]", booking));
    await sh.say(["apply"]);
    expect(await writes(sh)).toEqual([]);
    sh.expectTranscript("secret-missing");
  });

  test("are set after each deployment, and shown nowhere", async () => {
    const sh = shell();
    await project(sh, only("secrets: [CRM_TOKEN]", booking));
    const env = { CRM_TOKEN: secret };
    const texts: string[] = [];
    for (const line of [["apply"], ["plan", "--json"], ["apply", "--json"]]) {
      const { code, stdout, stderr } = await sh.run(line, { env });
      expect(code).toBe(0);
      texts.push(stdout, stderr);
    }
    edit(sh, "flows/booking/endpoint.js", "async", "// again\nasync");
    texts.push((await sh.run(["apply"], { env })).stderr, read(sh, LOCK));
    expect(texts.join("")).not.toContain(secret);
    expect((await writes(sh)).filter((write) => write.endsWith("/secrets"))).toHaveLength(2);
  });

  test("of the service that nobody declared stop a deployment, whatever variables there are", async () => {
    const sh = shell();
    await project(sh, only("", booking));
    await sh.run(["apply"]);
    const id = (await state(sh)).flows[0]?.id ?? "";
    const set = ["endpoint", "set-secrets", "--flow-id", id, "--secret", "HOME_TOKEN"];
    expect((await sh.run(set, { env: { HOME_TOKEN: secret } })).code).toBe(0);
    edit(sh, "flows/booking/endpoint.js", "async", "// again\nasync");
    const { code, stdout } = await sh.run(["plan"], { env: { HOME_TOKEN: secret } });
    expect(code).toBe(1);
    expect(stdout).toContain("`HOME_TOKEN` of the data endpoint has no value here");
  });
});

describe("the lock file", () => {
  test("does not change with an apply that changes nothing", async () => {
    const sh = shell();
    await project(sh);
    await sh.run(["apply", "--environment", "staging"]);
    const before = read(sh, LOCK);
    await sh.run(["apply", "--environment", "staging"]);
    expect(read(sh, LOCK)).toBe(before);
    expect(readdirSync(sh.folder).sort()).toEqual(["flows", LOCK, "whatsapp-flows.yml"]);
  });

  test("may be missing or unwanted: the result is the same", async () => {
    const sh = shell();
    await project(sh);
    await sh.run(["apply", "--environment", "staging", "--no-lock"]);
    expect(existsSync(join(sh.folder, LOCK))).toBe(false);
    const { stdout } = await sh.run(["apply", "--environment", "staging"]);
    expect(stdout).toBe("2 flows: 2 unchanged.\n");
    expect(existsSync(join(sh.folder, LOCK))).toBe(true);
  });

  test.each([
    ["broken", '{"schemaVersion": 1', "CONFIG_LOCK_BROKEN"],
    ["of a newer version", '{"schemaVersion": 99}', "CONFIG_LOCK_NEWER"],
  ])("that is %s is told, with what to do", async (_what, text, code) => {
    const sh = shell();
    await project(sh);
    sh.put({ [LOCK]: text });
    const outcome = await sh.run(["plan", "--environment", "staging"]);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(code);
    expect(outcome.stderr).toContain("delete the file: nothing is lost");
  });

  test("that cannot be written is found out before anything is deployed", async () => {
    const sh = shell();
    await project(sh);
    const { code, stderr } = await sh.run([
      "apply",
      "--environment",
      "staging",
      "--lock",
      "flows/signup/flow.json/lock",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("FILE_UNWRITABLE");
    expect(await writes(sh)).toEqual([]);
  });
});

test("the account must be the right one", async () => {
  const sh = shell();
  await project(sh, only("").replace(phoneNumberId, "100000000000099"));
  await sh.say(["apply"]);
  sh.put({ "whatsapp-flows.yml": only('business-account-id: "1"') });
  await sh.say(["apply"]);
  sh.put({ "whatsapp-flows.yml": only("").replace(/phone-number-id: "\d+", /, "") });
  await sh.say(["apply"]);
  expect(await writes(sh)).toEqual([]);
  sh.expectTranscript("wrong-account");
});

test("nothing to deploy is told, with the way on", async () => {
  const sh = shell();
  await sh.startEmulator();
  await sh.say(["plan"]);
  sh.put({ "whatsapp-flows.yml": "flows: {}\n" });
  await sh.say(["apply"]);
  sh.expectTranscript("nothing-to-deploy");
});

test("from an account to files, and from there nothing is to do", async () => {
  const sh = shell();
  await project(sh);
  await sh.run(["apply", "--environment", "staging"]);
  const folder = "fresh";
  sh.put({ [`${folder}/.keep`]: "" });
  await sh.say(["init"], { folder });
  await sh.say(["pull", "--environment", "emulated-number"], { folder });
  await sh.say(["pull", "--environment", "emulated-number"], { folder });
  await sh.say(["plan", "--environment", "emulated-number"], { folder });
  await sh.say(["status", "--environment", "emulated-number"], { folder });
  await sh.say(["status", "--environment", "emulated-number", "--name", "booking"], { folder });
  edit(sh, `${folder}/flows/booking/endpoint.js`, "async", "// mine\nasync");
  await sh.say(["pull", "--environment", "emulated-number"], { folder });
  await sh.say(["pull", "--name", "nowhere", "--environment", "emulated-number"], { folder });
  sh.expectTranscript("pull");
});

test("a release between two applies is not taken for somebody else's change", async () => {
  const sh = shell();
  await project(sh);
  await sh.run(["apply", "--environment", "staging"]);
  sh.put({ "flows/booking/endpoint.js": `${bookingCode}// released\n` });
  expect((await sh.run(["pipeline", "release", "--environment", "staging"])).code).toBe(0);
  sh.put({ "flows/booking/endpoint.js": `${bookingCode}// planned\n` });
  const { stdout } = await sh.run(["plan", "--environment", "staging"]);
  expect(stdout).toContain("booking will be updated");
  expect(stdout).not.toContain("Changed on the service");
});
