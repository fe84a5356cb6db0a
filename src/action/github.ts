/** The little of GitHub's API that the action uses: a port, and its way over @actions/github, loaded when needed. */
import type { Repository } from "./event.js";

export interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly login: string; readonly isBot: boolean } | undefined;
}

export interface PostedComment {
  readonly id: number;
  readonly url: string;
}

export interface GitHub {
  /** All comments of a pull request, oldest first, page by page. */
  comments(pullRequest: number): AsyncIterable<IssueComment>;
  createComment(pullRequest: number, body: string): Promise<PostedComment>;
  updateComment(id: number, body: string): Promise<PostedComment>;
  /** The account that the token belongs to; undefined for a token of an app, which may not ask. */
  login(): Promise<string | undefined>;
  /** Pull requests that have the commit: open ones, and else merged ones. */
  pullRequestsOf(sha: string): Promise<readonly number[]>;
  /** Records that a commit was brought to an environment, or that this failed. */
  recordDeployment(deployment: Deployment): Promise<void>;
}

/** What GitHub shows under Deployments. */
export interface Deployment {
  readonly sha: string;
  readonly environment: string;
  readonly succeeded: boolean;
  /** At most 140 characters. */
  readonly description: string;
  /** The workflow run. */
  readonly runUrl: string | undefined;
}

/** Long enough for a slow API, short enough that a comment never holds up a job. */
const TIMEOUT_MS = 20_000;

/** Throws what Octokit throws: an Error, with `status` when there was an answer. */
export async function connectGitHub(token: string, { owner, name: repo }: Repository): Promise<GitHub> {
  const { getOctokit } = await import("@actions/github");
  const octokit = getOctokit(token);
  const common = (): { request: { signal: AbortSignal } } => ({ request: { signal: AbortSignal.timeout(TIMEOUT_MS) } });
  return {
    async *comments(pullRequest) {
      for (let page = 1; ; page++) {
        const { data, headers } = await octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
          owner,
          repo,
          issue_number: pullRequest,
          per_page: 100,
          page,
          ...common(),
        });
        for (const { id, body, user } of data) {
          const author = user ? { login: user.login, isBot: user.type === "Bot" } : undefined;
          yield { id: Number(id), body: body ?? "", author };
        }
        if (!/\brel="next"/.test(headers.link ?? "")) return;
      }
    },
    async createComment(pullRequest, body) {
      const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
      const { data } = await octokit.request(route, { owner, repo, issue_number: pullRequest, body, ...common() });
      return { id: Number(data.id), url: data.html_url };
    },
    async updateComment(id, body) {
      const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
      const { data } = await octokit.request(route, { owner, repo, comment_id: id, body, ...common() });
      return { id: Number(data.id), url: data.html_url };
    },
    async login() {
      try {
        return (await octokit.request("GET /user", common())).data.login;
      } catch (error) {
        if (statusOf(error) === 401 || statusOf(error) === 403) return undefined;
        throw error;
      }
    },
    async pullRequestsOf(sha) {
      const route = "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls";
      const { data } = await octokit.request(route, { owner, repo, commit_sha: sha, ...common() });
      const open = data.filter((pull) => pull.state === "open");
      const meant = open.length > 0 ? open : data.filter((pull) => pull.merged_at !== null);
      return meant.map((pull) => pull.number);
    },
    async recordDeployment({ sha, environment, succeeded, description, runUrl }) {
      const { data } = await octokit.request("POST /repos/{owner}/{repo}/deployments", {
        owner,
        repo,
        ref: sha,
        environment,
        description,
        // What was brought there is a fact by now: nothing is to be merged or waited for.
        auto_merge: false,
        required_contexts: [],
        ...common(),
      });
      // 202 stands for a merge of the branch, which was not asked for.
      if (!("id" in data)) return;
      await octokit.request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
        owner,
        repo,
        deployment_id: Number(data.id),
        state: succeeded ? "success" : "failure",
        description,
        ...(runUrl === undefined ? {} : { log_url: runUrl }),
        ...common(),
      });
    },
  };
}

/** The HTTP status of a failed call; undefined when no answer came. Octokit gives a network failure the status 500. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const answered: unknown = Reflect.get(error, "response");
  const status: unknown = Reflect.get(error, "status");
  return typeof answered === "object" && answered !== null && typeof status === "number" ? status : undefined;
}
