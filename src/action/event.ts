/** The event that started the workflow, as far as the action goes by it. */
import type { Runner } from "./runner.js";

export interface Repository {
  readonly owner: string;
  readonly name: string;
}

export interface PullRequest {
  readonly number: number;
  /** The commit at its head: the one people look at, while the workflow may have checked out a merge of it. */
  readonly headSha: string | undefined;
  /** Whether its code comes from another repository; then nothing outside is touched with our rights. */
  readonly fork: boolean;
}

export interface WorkflowEvent {
  /** `pull_request`, `release`, `schedule`, … */
  readonly name: string;
  readonly repository: Repository | undefined;
  readonly pullRequest: PullRequest | undefined;
  readonly sha: string | undefined;
  readonly serverUrl: string;
  readonly runUrl: string | undefined;
  readonly workflow: string;
  readonly job: string;
}

/** Reads what the runner says; `payload` is the parsed event file, of which nothing is taken for granted. */
export function readEvent(env: Runner["env"], payload: unknown): WorkflowEvent {
  const repository = repositoryOf(env.GITHUB_REPOSITORY);
  const serverUrl = (env.GITHUB_SERVER_URL ?? "https://github.com").replace(/\/+$/, "");
  const runId = env.GITHUB_RUN_ID;
  const path = repository === undefined ? undefined : `${serverUrl}/${repository.owner}/${repository.name}`;
  const pullRequest = pullRequestOf(payload);
  return {
    name: env.GITHUB_EVENT_NAME ?? "",
    repository,
    pullRequest,
    sha: pullRequest?.headSha ?? env.GITHUB_SHA,
    serverUrl,
    runUrl: path === undefined || runId === undefined || runId === "" ? undefined : `${path}/actions/runs/${runId}`,
    workflow: env.GITHUB_WORKFLOW ?? "",
    job: env.GITHUB_JOB ?? "",
  };
}

function repositoryOf(text: string | undefined): Repository | undefined {
  const [owner, name, ...rest] = (text ?? "").split("/");
  return owner && name && rest.length === 0 ? { owner, name } : undefined;
}

function pullRequestOf(payload: unknown): PullRequest | undefined {
  const pull = member(payload, "pull_request");
  const number = member(pull, "number");
  if (typeof number !== "number") return undefined;
  const head = member(pull, "head");
  const headSha = member(head, "sha");
  return { number, headSha: typeof headSha === "string" ? headSha : undefined, fork: comesFromFork(pull) };
}

/** A head without a repository is a fork that was deleted. The flag `fork` of a repository says something else. */
function comesFromFork(pull: unknown): boolean {
  const head = member(member(member(pull, "head"), "repo"), "full_name");
  const base = member(member(member(pull, "base"), "repo"), "full_name");
  return typeof head !== "string" || typeof base !== "string" || head.toLowerCase() !== base.toLowerCase();
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
