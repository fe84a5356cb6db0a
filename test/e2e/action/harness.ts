/**
 * Starts the committed bundle as GitHub's runner does: inputs and context as variables, an event file, files for outputs
 * and summary, and no more. The service is the emulator and GitHub a stand-in, both on loopback.
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../../../src/emulator/serve.js";
import { type GitHubOptions, type GitHubStandIn, startGitHub, workflowBot } from "../../support/github.js";

const BUNDLE = fileURLToPath(new URL("../../../dist/index.js", import.meta.url));

/** Looks like a token of GitHub, and never was one. */
export const writeToken = "ghs_writeWriteWriteWriteWriteWrite0001";
export const readToken = "ghs_readReadReadReadReadReadReadRead0002";

/** A project on disk, with GitHub and the emulator around it. */
export interface Project {
  readonly github: GitHubStandIn;
  readonly emulator: RunningEmulator;
  /** Runs the action once. */
  run(scenario: Scenario): Promise<Run>;
  /** What the emulator saw: `POST /platform/v1/whatsapp/flows 201`. */
  requests(): Promise<readonly string[]>;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Makes calls of the service fail, as contracts.md describes for the emulator. */
  fault(fault: EmulatorFault): Promise<void>;
}

export interface EmulatorFault {
  readonly method: string;
  readonly path: string;
  readonly fault: string;
  readonly times: number;
}

export interface Scenario {
  readonly inputs: Readonly<Record<string, string>>;
  /** The event with its payload; a push by default. */
  readonly event?: Event;
  /** Variables that the workflow sets beside the inputs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Cancels the job, with SIGTERM, as soon as the service has this request. */
  readonly cancelAfter?: { readonly method: string; readonly path: string };
  /** Texts that must not appear anywhere, beside the keys and tokens. */
  readonly secrets?: readonly string[];
}

export interface Event {
  readonly name: string;
  readonly payload: unknown;
}

export interface Run {
  readonly exitCode: number | null;
  /** The log without commands. */
  readonly log: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** What the runner was told to hide. */
  readonly masked: readonly string[];
  readonly summary: string;
  /** The files of `report-path` and `sarif-path`. */
  readonly report: Readonly<Record<string, unknown>>;
  readonly sarif: Readonly<Record<string, unknown>>;
}

export interface Annotation {
  readonly level: string;
  readonly message: string;
  /** `flows/a/flow.json:12`, or undefined. */
  readonly place: string | undefined;
}

export interface ProjectOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly github?: Omit<GitHubOptions, "tokens">;
  readonly emulator?: EmulatorOptions;
}

export async function startProject({ files = {}, github = {}, emulator = {} }: ProjectOptions = {}): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), "wa-action-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const service = await startEmulator(emulator);
  onTestFinished(() => service.close());
  const tokens = {
    [writeToken]: { account: workflowBot, access: "write" },
    [readToken]: { account: workflowBot, access: "read" },
  } as const;
  const standIn = await startGitHub({ ...github, tokens });
  onTestFinished(() => standIn.close());
  const write = (more: Readonly<Record<string, string>>): Promise<void> => writeFiles(join(root, "work"), more);
  await write({ ".keep": "", ...files });
  let runs = 0;
  return {
    github: standIn,
    emulator: service,
    write,
    run: (scenario) => run(scenario, { root, id: ++runs, service, standIn }),
    fault: async (fault) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify([fault]);
      const answer = await fetch(`${service.url}/__emulator/faults`, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(`The emulator did not take the fault: ${await answer.text()}`);
    },
    requests: async () => requestsOf(await (await fetch(`${service.url}/__emulator/state`)).json()),
  };
}

interface Surroundings {
  readonly root: string;
  readonly id: number;
  readonly service: RunningEmulator;
  readonly standIn: GitHubStandIn;
}

async function run(scenario: Scenario, { root, id, service, standIn }: Surroundings): Promise<Run> {
  const folder = join(root, `run-${id}`);
  await writeFiles(folder, {
    "event.json": JSON.stringify((scenario.event ?? push()).payload),
    output: "",
    summary: "",
    "temp/.keep": "",
  });
  const env = {
    ...context(scenario, folder, join(root, "work"), standIn.url),
    KAPSO_API_BASE_URL: service.url,
    ...scenario.env,
    ...Object.fromEntries(
      Object.entries(scenario.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
  const { exitCode, stdout, stderr } = await start(env, (cancel, hasEnded) =>
    cancelAfter(scenario.cancelAfter, service, cancel, hasEnded),
  );
  const lines = stdout.split("\n");
  const outputs = parseOutputs(await readFile(join(folder, "output"), "utf8"));
  const result: Run = {
    exitCode,
    log: lines.filter((line) => !/^::(?!group|endgroup)/.test(line)).join("\n"),
    stderr,
    outputs,
    annotations: lines.flatMap(parseAnnotation),
    masked: lines.flatMap((line) => /^::add-mask::(.*)$/.exec(line)?.slice(1) ?? []),
    summary: await readFile(join(folder, "summary"), "utf8"),
    report: await readJson(outputs["report-path"]),
    sarif: await readJson(outputs["sarif-path"]),
  };
  await expectNoSecrets(lines, stderr, folder, standIn, [
    service.apiKey,
    writeToken,
    readToken,
    ...(scenario.secrets ?? []),
  ]);
  expect(standIn.problems).toEqual([]);
  return result;
}

/** The variables of a hosted runner that the action may go by. */
function context(
  { event = push() }: Scenario,
  folder: string,
  workspace: string,
  api: string,
): Readonly<Record<string, string>> {
  return {
    GITHUB_ACTIONS: "true",
    CI: "true",
    GITHUB_API_URL: api,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_OUTPUT: join(folder, "output"),
    GITHUB_STEP_SUMMARY: join(folder, "summary"),
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: "octo/flows",
    GITHUB_SHA: "1111111111111111111111111111111111111111",
    GITHUB_REF: "refs/heads/main",
    GITHUB_WORKFLOW: "Flows",
    GITHUB_JOB: "flows",
    GITHUB_RUN_ID: "99",
    RUNNER_TEMP: join(folder, "temp"),
  };
}

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `meanwhile` is given how to cancel, and whether the process has ended by itself. */
function start(
  env: Readonly<Record<string, string>>,
  meanwhile: (cancel: () => void, hasEnded: () => boolean) => Promise<void>,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUNDLE], {
      env,
      cwd: env.GITHUB_WORKSPACE,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
    const cancel = (): void => void child.kill("SIGTERM");
    meanwhile(cancel, () => child.exitCode !== null).catch(reject);
  });
}

async function cancelAfter(
  awaited: Scenario["cancelAfter"],
  service: RunningEmulator,
  cancel: () => void,
  hasEnded: () => boolean,
): Promise<void> {
  if (awaited === undefined) return;
  while (!hasEnded()) {
    const state: unknown = await (await fetch(`${service.url}/__emulator/state`)).json();
    const seen = requestsOf(state).some((request) => request.startsWith(`${awaited.method} ${awaited.path} `));
    if (seen) return cancel();
  }
}

/** Nothing that people can read may hold a secret. Masks come first, as the runner needs them. */
async function expectNoSecrets(
  lines: readonly string[],
  stderr: string,
  folder: string,
  { comments, requests }: GitHubStandIn,
  secrets: readonly string[],
): Promise<void> {
  const afterMasks = lines.findIndex((line) => !line.startsWith("::add-mask::"));
  const log = lines.slice(afterMasks).filter((line) => !line.startsWith("::add-mask::"));
  const texts = [...log, stderr, ...comments.map((comment) => comment.body), ...requests.map((each) => each.path)];
  for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (name.isFile() && name.name !== "event.json")
      texts.push(await readFile(join(name.parentPath, name.name), "utf8"));
  }
  for (const secret of secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** `name<<delimiter`, lines, delimiter (GitHub docs: Workflow commands, multiline strings). */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name, , value] of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)) {
    if (name !== undefined) outputs[name] = value ?? "";
  }
  return outputs;
}

function parseAnnotation(line: string): Annotation[] {
  const [, level, properties = "", message = ""] = /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
  if (level === undefined) return [];
  const file = /(?:^|,)file=([^,]*)/.exec(properties)?.[1];
  const at = /(?:^|,)line=(\d+)/.exec(properties)?.[1];
  const text = message.replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%");
  return [{ level, message: text, place: file === undefined ? undefined : `${file}:${at}` }];
}

async function readJson(path: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (path === undefined || path === "") return {};
  return JSON.parse(await readFile(path, "utf8"));
}

function requestsOf(state: unknown): readonly string[] {
  const requests: unknown = Reflect.get(Object(state), "requests");
  if (!Array.isArray(requests)) throw new TypeError("The emulator's state has no requests.");
  return requests
    .filter((request) => !String(request.path).startsWith("/__emulator"))
    .map((request) => `${request.method} ${request.path} ${request.status}`);
}

export function push(): Event {
  return { name: "push", payload: { ref: "refs/heads/main" } };
}

/** Pull request 7 of `octo/flows`; from a fork when the head is another repository. */
export function pullRequest(head = "octo/flows", name = "pull_request"): Event {
  const repository = (fullName: string): unknown => ({ full_name: fullName, fork: false });
  return {
    name,
    payload: {
      action: "synchronize",
      number: 7,
      pull_request: {
        number: 7,
        head: { sha: "2222222222222222222222222222222222222222", ref: "change", repo: repository(head) },
        base: { sha: "1111111111111111111111111111111111111111", ref: "main", repo: repository("octo/flows") },
      },
      repository: repository("octo/flows"),
    },
  };
}

export function release(): Event {
  return { name: "release", payload: { action: "published", release: { tag_name: "v1.2.0" } } };
}

/** The outputs of a run that were set to something. */
export function given(outputs: Run["outputs"]): Record<string, string> {
  const varying = ["report-path", "sarif-path", "flows"];
  return Object.fromEntries(Object.entries(outputs).filter(([name, value]) => value !== "" && !varying.includes(name)));
}
