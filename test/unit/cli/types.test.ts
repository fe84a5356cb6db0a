import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { said } from "../../support/cli-host.js";
import { flowOf } from "../../support/small-flows.js";

const examples = resolve(import.meta.dirname, "../../../examples");
const folder = mkdtempSync(join(tmpdir(), "wa-types-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const types = (...args: readonly string[]): ReturnType<typeof said> => said(["types", ...args], examples);
const signUp = "flows/sign-up/flow.json";

describe("types", () => {
  test("prints TypeScript that is named for the folder of the flow", async () => {
    const { exit, stdout, stderr } = await types(signUp);
    expect([exit, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("\nexport interface SignUpTerms {\n");
  });

  test("takes a name, and no other than one that can begin a type", async () => {
    expect((await types(signUp, "--name", "Club")).stdout).toContain("export type ClubCompletion = ClubTerms;");
    expect(await types(signUp, "--name", "x; y")).toMatchObject({ exit: 2, stdout: "" });
  });

  test("prints JSON Schema on demand", async () => {
    const { stdout } = await types(signUp, "--format", "json-schema");
    expect(JSON.parse(stdout)).toMatchObject({ title: "SignUpCompletion", definitions: { SignUpReply: {} } });
    expect((await types(signUp, "--json")).stdout).toBe(stdout);
    expect((await types(signUp, "--json", "--format", "typescript")).exit).toBe(2);
  });

  test("says what the code of the data endpoint ends the flow with", async () => {
    const booking = ["flows/booking/flow.json", "--endpoint", "flows/booking/endpoint.js"];
    const { exit, stdout, stderr } = await types(...booking);
    expect([exit, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      "export interface BookingConfirmSuccess {\n" +
        "  /** The token that the sender of the flow chose. */\n  flow_token: string;\n" +
        "  booking: string;\n  reminder: boolean;\n}\n",
    );
    expect((await types(...booking)).stdout).toBe(stdout);
    const shown = /```text\n([\s\S]*?)```/.exec(readFileSync(resolve(examples, "../docs/completion.md"), "utf8"));
    expect(stdout).toContain(shown?.[1]);
  });

  test("warns when the code breaks off the simulation", async () => {
    const code = join(folder, "broken.js");
    writeFileSync(code, "async function handler() { throw new Error('no'); }");
    const { exit, stdout, stderr } = await types("flows/booking/flow.json", "--endpoint", code);
    expect(exit).toBe(0);
    expect(stderr).toContain("The simulation found 1 error");
    expect(stdout).toContain("[key: string]: unknown;");
  });

  test("warns when nothing ends the flow", async () => {
    const flow = join(folder, "endless.json");
    writeFileSync(
      flow,
      flowOf([
        { id: "A", to: ["B"] },
        { id: "B", to: ["A"] },
      ]),
    );
    const { exit, stdout, stderr } = await types(flow);
    expect(exit).toBe(0);
    expect(stderr).toContain("ends the flow");
    expect(stdout).toContain("export type EndlessCompletion = never;");
  });

  test("says where a file is no JSON", async () => {
    const flow = join(folder, "bad.json");
    writeFileSync(flow, '{\n  "screens" []\n}');
    const { exit, stderr } = await types(flow);
    expect([exit, stderr]).toEqual([2, expect.stringContaining("line 2, column 13")]);
  });
});

describe("types --out", () => {
  const out = join(folder, "made/sign-up.ts");

  test("writes a file, and with --check tells whether it is still right", async () => {
    expect(await types(signUp, "--out", out)).toMatchObject({ exit: 0, stdout: "" });
    const made = readFileSync(out, "utf8");
    expect(made).toBe((await types(signUp)).stdout);
    expect(await types(signUp, "--out", out, "--check")).toEqual({ exit: 0, stdout: "", stderr: "" });

    writeFileSync(out, made.replaceAll("\n", "\r\n"));
    expect((await types(signUp, "--out", out, "--check")).exit).toBe(0);

    writeFileSync(out, made.replace("full_name: string", "full_name: number"));
    const { exit, stdout, stderr } = await types(signUp, "--out", out, "--check");
    expect([exit, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("is not what the flow gives now");
  });

  test("cannot check without a file", async () => {
    expect((await types(signUp, "--check")).exit).toBe(2);
    expect((await types(signUp, "--out", join(folder, "nowhere.ts"), "--check")).exit).toBe(2);
  });
});
