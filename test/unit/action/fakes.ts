/** Hand-written stand-ins for the runner, GitHub and the machine. */
import type { GitHub, IssueComment } from "../../../src/action/github.js";
import type { Machine } from "../../../src/action/machine.js";
import type { Runner } from "../../../src/action/runner.js";
import { FileError } from "../../../src/errors/errors.js";
import { joinPath, relativePath } from "../../../src/text/path.js";

export interface FakeRunner extends Runner {
  /** Everything it was told, in order: `mask secret`, `info text`, `output name=value`, `error text`. */
  readonly said: string[];
  /** The job summary; undefined makes writing it fail. */
  summary: string | undefined;
}

export function fakeRunner(env: Runner["env"] = {}): FakeRunner {
  const said: string[] = [];
  const runner: FakeRunner = {
    env,
    said,
    summary: "",
    mask: (secret) => void said.push(`mask ${secret}`),
    setOutput: (name, value) => void said.push(`output ${name}=${value}`),
    fail: (text) => void said.push(`fail ${text}`),
    annotate: (level, text) => void said.push(`${level} ${text}`),
    info: (text) => void said.push(`info ${text}`),
    debug: () => {},
    group: (_title, run) => run(),
    addSummary: async (markdown) => {
      if (runner.summary === undefined) throw new Error("No space left on device");
      runner.summary += markdown;
    },
  };
  return runner;
}

export interface FakeGitHub extends GitHub {
  readonly rows: { id: number; body: string; author: IssueComment["author"] }[];
  readonly calls: string[];
}

export const bot = { login: "github-actions[bot]", isBot: true } as const;

/** GitHub with those comments; `login` is what the token's account is called, undefined for an app. */
export function fakeGitHub(comments: readonly Omit<IssueComment, "id">[] = [], login?: string): FakeGitHub {
  const rows = comments.map((comment, i) => ({ id: i + 1, ...comment }));
  const calls: string[] = [];
  const posted = (id: number): { id: number; url: string } => ({ id, url: `https://github.com/c/${id}` });
  return {
    rows,
    calls,
    async *comments() {
      calls.push("comments");
      yield* rows;
    },
    createComment: async (_pullRequest, body) => {
      calls.push("create");
      rows.push({ id: rows.length + 1, body, author: bot });
      return posted(rows.length);
    },
    updateComment: async (id, body) => {
      calls.push(`update ${id}`);
      const row = rows.find((each) => each.id === id);
      if (row !== undefined) row.body = body;
      return posted(id);
    },
    login: async () => {
      calls.push("login");
      return login;
    },
    pullRequestsOf: async () => [],
    recordDeployment: async ({ environment, succeeded, description }) => {
      calls.push(`deployment to ${environment} ${succeeded ? "succeeded" : "failed"}: ${description}`);
    },
  };
}

/** An error as Octokit throws it after an answer. */
export function answered(status: number): Error {
  return Object.assign(new Error(`HTTP ${status}`), { status, response: { status } });
}

export interface FakeMachine extends Machine {
  readonly runner: FakeRunner;
  /** What was written, by name. */
  readonly written: Record<string, string>;
}

interface MachineOptions {
  readonly env?: Runner["env"];
  /** Files of the workspace, by path from its root. */
  readonly files?: Readonly<Record<string, string>>;
  readonly github?: GitHub;
  readonly signal?: AbortSignal;
}

/** A machine whose workspace is `/work`. */
export function fakeMachine({ env = {}, files = {}, github, signal }: MachineOptions = {}): FakeMachine {
  const written: Record<string, string> = {};
  return {
    runner: fakeRunner({ GITHUB_WORKSPACE: "/work", RUNNER_TEMP: "/temp", ...env }),
    clock: { now: () => Date.parse("2026-11-22T10:00:00Z"), sleep: async () => {} },
    sandbox: () => {
      throw new Error("Nothing runs here.");
    },
    randomToken: () => "random",
    signal: signal ?? new AbortController().signal,
    files: (folder) => ({
      read: async (path) => {
        const text = files[relativePath("/work", joinPath(folder, path))];
        if (text === undefined) throw new FileError("FILE_NOT_FOUND", `File \`${path}\` does not exist.`);
        return text;
      },
      expand: async (patterns) => patterns,
    }),
    resolve: joinPath,
    relativePath,
    makeFolder: async ({ named, below }) => named ?? `${below}/new`,
    write: async (folder, name, text) => {
      written[name] = text;
      return `${folder}/${name}`;
    },
    openLock: async () => ({ entry: () => undefined, record: async () => {} }),
    openBackups: (folder) => ({ save: async (target, name) => `${folder}/${target}/${name}` }),
    connectGitHub: async () => {
      if (github === undefined) throw new Error("Nobody expected a call to GitHub.");
      return github;
    },
    written,
  };
}
