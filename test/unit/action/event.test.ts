import { describe, expect, test } from "vitest";
import { readEvent } from "../../../src/action/event.js";

const repository = (name: string): unknown => ({ full_name: name, fork: true });
const pull = (head: unknown, base: unknown = repository("Octo/flows")): unknown => ({
  pull_request: { number: 7, head: { sha: "abc", repo: head }, base: { repo: base } },
});

describe("pull requests", () => {
  test("one of the same repository is no fork, even when the repository itself is one", () => {
    expect(readEvent({}, pull(repository("octo/Flows"))).pullRequest).toEqual({
      number: 7,
      headSha: "abc",
      fork: false,
    });
  });

  test.each([
    ["another repository", repository("stranger/flows")],
    ["a deleted one", null],
    ["nothing known", undefined],
  ])("a head in %s is a fork", (_, head) => {
    expect(readEvent({}, pull(head)).pullRequest?.fork).toBe(true);
  });

  test("the commit is that of the head, not the merge that was checked out", () => {
    expect(readEvent({ GITHUB_SHA: "merge" }, pull(repository("octo/flows"))).sha).toBe("abc");
  });
});

describe("other events", () => {
  test.each([[undefined], [null], ["text"], [{}], [{ pull_request: null }], [{ pull_request: { number: "7" } }]])(
    "%j has no pull request",
    (payload) => {
      expect(readEvent({ GITHUB_SHA: "abc" }, payload)).toMatchObject({ pullRequest: undefined, sha: "abc" });
    },
  );

  test("the address of the run is made of server, repository and run", () => {
    const env = { GITHUB_SERVER_URL: "https://ghe.example/", GITHUB_REPOSITORY: "octo/flows", GITHUB_RUN_ID: "99" };
    expect(readEvent(env, {}).runUrl).toBe("https://ghe.example/octo/flows/actions/runs/99");
  });

  test.each([["octo"], [""], ["a/b/c"], [undefined]])("%j is no repository", (name) => {
    expect(readEvent({ GITHUB_REPOSITORY: name, GITHUB_RUN_ID: "1" }, {})).toMatchObject({
      repository: undefined,
      runUrl: undefined,
    });
  });
});
