/** The sticky comment: one per pull request and key, found again by its hidden marker. Deletes nothing. */
import { hasMarker } from "../render/marker.js";
import { terminalSafe } from "../text/terminal.js";
import { type GitHub, type IssueComment, type PostedComment, statusOf } from "./github.js";

/**
 * Updates the comment of that key, or writes it. Only a comment of our own is updated: anybody may copy a marker, and a
 * token with write access could change the comment of a person.
 */
export async function upsertComment(
  github: GitHub,
  pullRequest: number,
  key: string,
  body: string,
): Promise<PostedComment> {
  const own = await findOwn(github, pullRequest, key);
  if (own !== undefined) {
    try {
      return await github.updateComment(own.id, body);
    } catch (error) {
      // Somebody deleted it meanwhile.
      if (statusOf(error) !== 404) throw error;
    }
  }
  return github.createComment(pullRequest, body);
}

async function findOwn(github: GitHub, pullRequest: number, key: string): Promise<IssueComment | undefined> {
  let login: Promise<string | undefined> | undefined;
  for await (const comment of github.comments(pullRequest)) {
    if (!hasMarker(comment.body, key) || comment.author === undefined) continue;
    // The token of a workflow belongs to a bot, and may not ask for its name. No person can write as one.
    if (comment.author.isBot) return comment;
    login ??= github.login();
    if ((await login) === comment.author.login) return comment;
  }
  return undefined;
}

/** Why a comment could not be posted, and what to do, for a warning; `fork`: the pull request comes from one. */
export function whyNoComment(error: unknown, { fork }: { readonly fork: boolean }): string {
  const status = statusOf(error);
  const reason = error instanceof Error ? ` (${terminalSafe(error.message)})` : "";
  const answer = status === undefined ? `GitHub could not be reached${reason}` : `GitHub answered ${status}`;
  return `The pull request comment could not be posted: ${answer}. ${advice(status, fork)}`;
}

function advice(status: number | undefined, fork: boolean): string {
  if ((status === 401 || status === 403 || status === 404) && fork) {
    return "The token of a pull request from a fork can only read. The job summary has the same report.";
  }
  switch (status) {
    case 401:
      return "Check the input `github-token`: the token is wrong or has expired.";
    case 403:
    case 404:
      return "Give the job `permissions: pull-requests: write`. The job summary has the same report.";
    case 422:
      return "The comment or the pull request does not allow it, for example because the conversation is locked.";
    default:
      return "The next run tries again. The job summary has the same report.";
  }
}
