import { describe, expect, test } from "vitest";
import { outputNames } from "../../../src/action/outputs.js";
import { run } from "../../../src/action/run.js";
import { ruleInfos } from "../../../src/validate/rule-set.js";
import { answered, bot, fakeGitHub, fakeMachine } from "./fakes.js";

const flow = JSON.stringify({
  version: "7.3",
  screens: [
    {
      id: "WELCOME",
      title: "Welcome",
      terminal: true,
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextHeading", text: "Hello" },
          { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } },
        ],
      },
    },
  ],
});
const event = JSON.stringify({
  pull_request: {
    number: 7,
    head: { sha: "abc", repo: { full_name: "octo/flows" } },
    base: { repo: { full_name: "octo/flows" } },
  },
});
const files = { "flow.json": flow, "event.json": event };
const env = {
  INPUT_PIPELINE: "validate",
  INPUT_PATH: "flow.json",
  "INPUT_GITHUB-TOKEN": "ghs_token",
  GITHUB_EVENT_PATH: "event.json",
  GITHUB_REPOSITORY: "octo/flows",
};
const outputsOf = (said: readonly string[]): string[] =>
  said.flatMap((line) => /^output ([\w-]+)=/.exec(line)?.slice(1) ?? []);

test("secrets are masked before anything else is said", async () => {
  const machine = fakeMachine({ env, files, github: fakeGitHub() });
  await run(machine);
  expect(machine.runner.said[0]).toBe("mask ghs_token");
});

test("each output is set once", async () => {
  const machine = fakeMachine({ env, files, github: fakeGitHub() });
  await run(machine);
  expect(outputsOf(machine.runner.said).sort()).toEqual([...outputNames].sort());
  expect(machine.runner.said).toContain("output comment-url=https://github.com/c/1");
  expect(machine.runner.said).toContain("output report-path=/temp/new/report.json");
});

test("report files go where `report-dir` says", async () => {
  const machine = fakeMachine({ env: { ...env, "INPUT_REPORT-DIR": "reports" }, files, github: fakeGitHub() });
  await run(machine);
  expect(machine.runner.said).toContain("output sarif-path=/work/reports/report.sarif");
});

test("code scanning is told what a rule is about", async () => {
  const machine = fakeMachine({ env, files: { ...files, "flow.json": "{" }, github: fakeGitHub() });
  await run(machine);
  const log = JSON.parse(machine.written["report.sarif"] ?? "null");
  const [rule] = log.runs[0].tool.driver.rules;
  expect(rule).toMatchObject({ id: "schema-invalid-json", shortDescription: { text: ruleInfos.get(rule.id)?.what } });
});

describe("what cannot make a run red", () => {
  test("a job summary that cannot be written", async () => {
    const machine = fakeMachine({ env, files, github: fakeGitHub() });
    machine.runner.summary = undefined;
    await run(machine);
    expect(machine.runner.said).toContain("warning The job summary could not be written: No space left on device");
    expect(machine.runner.said.filter((line) => line.startsWith("fail"))).toEqual([]);
  });

  test("report files that cannot be written", async () => {
    const machine = fakeMachine({ env, files, github: fakeGitHub() });
    await run({ ...machine, write: () => Promise.reject(new Error("Read-only file system")) });
    expect(machine.runner.said).toContain("warning The report files could not be written: Read-only file system");
    expect(machine.runner.said).toContain("output valid=true");
    expect(machine.runner.said.filter((line) => line.startsWith("fail"))).toEqual([]);
  });

  test("an event file that is no JSON", async () => {
    const machine = fakeMachine({ env, files: { ...files, "event.json": "{" } });
    await run(machine);
    expect(machine.runner.said).toContain("output valid=true");
    expect(machine.runner.said.filter((line) => line.startsWith("warning The file of the event"))).toHaveLength(1);
  });

  test("a comment that is refused", async () => {
    const github = { ...fakeGitHub(), createComment: () => Promise.reject(answered(403)) };
    const machine = fakeMachine({ env, files, github });
    await run(machine);
    expect(machine.runner.said).toContain("output comment-id=");
    expect(machine.runner.said.filter((line) => line.startsWith("fail"))).toEqual([]);
  });
});

describe("a cancelled workflow", () => {
  test("ends with a report and without a comment", async () => {
    const controller = new AbortController();
    controller.abort(new Error("The workflow was cancelled (SIGTERM)."));
    const github = fakeGitHub([{ body: "Hi", author: bot }]);
    const machine = fakeMachine({ env, files, github, signal: controller.signal });
    await run(machine);
    expect(machine.runner.said.filter((line) => line.startsWith("fail"))).toEqual([
      expect.stringContaining("The run was cancelled."),
    ]);
    expect(outputsOf(machine.runner.said)).toHaveLength(outputNames.length);
    expect(github.calls).toEqual([]);
  });
});

test("a bug of ours is told as one, with where to report it", async () => {
  const machine = fakeMachine({ env, files, github: fakeGitHub() });
  const broken = {
    ...machine,
    clock: {
      ...machine.clock,
      now: () => {
        throw new TypeError("ghs_token broke the clock");
      },
    },
  };
  await run(broken);
  const said = machine.runner.said.filter((line) => !line.startsWith("mask"));
  expect(said.filter((line) => line.startsWith("fail"))).toEqual([expect.stringContaining("broke the clock")]);
  expect(said.filter((line) => line.includes("ghs_token"))).toEqual([]);
  expect(said.filter((line) => line.includes("/issues"))).toHaveLength(1);
});
