import { describe, expect, test } from "vitest";
import { upsertComment, whyNoComment } from "../../../src/action/comment.js";
import { commentMarker } from "../../../src/render/marker.js";
import { answered, bot, fakeGitHub } from "./fakes.js";

const old = `${commentMarker("key")}\nold`;
const fresh = `${commentMarker("key")}\nfresh`;
const person = (login: string) => ({ login, isBot: false });

describe("which comment is written", () => {
  test("the first run makes one", async () => {
    const github = fakeGitHub([{ body: "Nice", author: person("ada") }]);
    expect(await upsertComment(github, 7, "key", fresh)).toEqual({ id: 2, url: "https://github.com/c/2" });
    expect(github.calls).toEqual(["comments", "create"]);
  });

  test("a later run updates that one", async () => {
    const github = fakeGitHub([{ body: old, author: bot }]);
    await upsertComment(github, 7, "key", fresh);
    expect(github.calls).toEqual(["comments", "update 1"]);
    expect(github.rows.map((row) => row.body)).toEqual([fresh]);
  });

  test("the comment of another key stays", async () => {
    const github = fakeGitHub([{ body: `${commentMarker("other")}\nold`, author: bot }]);
    await upsertComment(github, 7, "key", fresh);
    expect(github.calls).toEqual(["comments", "create"]);
  });

  test("a person's token updates that person's comment", async () => {
    const github = fakeGitHub([{ body: old, author: person("ada") }], "ada");
    await upsertComment(github, 7, "key", fresh);
    expect(github.calls).toEqual(["comments", "login", "update 1"]);
  });

  test.each([
    ["somebody else's token", "bob"],
    ["the token of an app", undefined],
  ])("%s leaves it alone", async (_, login) => {
    const github = fakeGitHub(
      [
        { body: old, author: person("ada") },
        { body: old, author: undefined },
      ],
      login,
    );
    await upsertComment(github, 7, "key", fresh);
    expect(github.calls).toEqual(["comments", "login", "create"]);
  });

  test("one that was deleted meanwhile is made anew", async () => {
    const github = fakeGitHub([{ body: old, author: bot }]);
    const gone = { ...github, updateComment: () => Promise.reject(answered(404)) };
    await upsertComment(gone, 7, "key", fresh);
    expect(github.calls).toEqual(["comments", "create"]);
  });

  test("another failure is not hidden by a second comment", async () => {
    const github = fakeGitHub([{ body: old, author: bot }]);
    const broken = { ...github, updateComment: () => Promise.reject(answered(500)) };
    await expect(upsertComment(broken, 7, "key", fresh)).rejects.toThrow("HTTP 500");
    expect(github.calls).toEqual(["comments"]);
  });
});

describe("why there is none", () => {
  test.each([
    [401, false, "`github-token`"],
    [403, false, "`permissions: pull-requests: write`"],
    [404, false, "`permissions: pull-requests: write`"],
    [403, true, "from a fork can only read"],
    [422, false, "locked"],
    [503, false, "GitHub answered 503"],
  ])("%i, fork %s", (status, fork, says) => {
    expect(whyNoComment(answered(status), { fork })).toContain(says);
  });

  test("an answer that never came has no status, whatever Octokit says", () => {
    const error = Object.assign(new Error("fetch failed"), { status: 500 });
    expect(whyNoComment(error, { fork: false })).toContain("GitHub could not be reached");
  });
});
