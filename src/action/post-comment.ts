/** Decides whether the pull request gets a comment, and posts it. A comment that fails is a warning, never a red run. */
import { hashText } from "../text/hash.js";
import { upsertComment, whyNoComment } from "./comment.js";
import type { WorkflowEvent } from "./event.js";
import type { GitHub, PostedComment } from "./github.js";
import type { Inputs } from "./inputs.js";
import type { Machine } from "./machine.js";

/** Where a comment may go. */
interface Place {
  readonly github: GitHub;
  readonly pullRequest: number;
}

/** What was posted, if anything was. `render` gets the key that the marker is made of. */
export async function postComment(
  machine: Machine,
  event: WorkflowEvent,
  inputs: Inputs | undefined,
  render: (key: string) => Promise<string>,
): Promise<PostedComment | undefined> {
  const { runner } = machine;
  try {
    const place = await placeOf(machine, event, inputs);
    if (place === undefined) return undefined;
    const key = commentKey(event, inputs);
    const comment = await upsertComment(place.github, place.pullRequest, key, await render(key));
    runner.info(`The report is a comment on pull request ${place.pullRequest}: ${comment.url}`);
    return comment;
  } catch (error) {
    runner.debug(String(error));
    runner.annotate("warning", whyNoComment(error, { fork: event.pullRequest?.fork === true }));
    return undefined;
  }
}

async function placeOf(
  { runner, connectGitHub }: Machine,
  event: WorkflowEvent,
  inputs: Inputs | undefined,
): Promise<Place | undefined> {
  const wish = inputs?.comment?.value ?? "auto";
  const wanted = wish === "always" || (wish === "auto" && event.pullRequest !== undefined);
  if (!wanted || event.repository === undefined) return undefined;
  const token = inputs?.githubToken?.value;
  if (token === undefined) {
    runner.annotate(
      "warning",
      "The pull request comment could not be posted: the input `github-token` is empty. Leave it out to use the workflow's own token, with `permissions: pull-requests: write`; `comment: never` turns comments off.",
    );
    return undefined;
  }
  const github = await connectGitHub(token, event.repository);
  const pullRequest = event.pullRequest?.number ?? (await pullRequestOf(github, event.sha));
  if (pullRequest !== undefined) return { github, pullRequest };
  runner.info("There is no pull request for this commit, so there is no comment.");
  return undefined;
}

/** For `comment: always` on a push: the pull request that the commit belongs to, or came from. */
async function pullRequestOf(github: GitHub, sha: string | undefined): Promise<number | undefined> {
  return sha === undefined ? undefined : (await github.pullRequestsOf(sha))[0];
}

/**
 * Tells apart the comments of different uses of the action on one pull request. Jobs of a matrix have the same name, so
 * what they work on is part of it.
 */
export function commentKey({ workflow, job }: WorkflowEvent, inputs: Inputs | undefined): string {
  const about = [
    inputs?.workingDirectory?.value,
    inputs?.config?.value,
    inputs?.path?.value.join(","),
    inputs?.flowId?.value,
    inputs?.name?.value,
  ];
  const environment = inputs?.environment?.value;
  return [
    workflow,
    job,
    ...(environment === undefined ? [] : [environment]),
    hashText(JSON.stringify(about)).slice(0, 8),
  ].join("/");
}
