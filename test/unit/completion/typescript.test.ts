/** The generated types as text, and as the compiler of a consumer takes them. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterAll, describe, expect, test } from "vitest";
import { completionTypes } from "../../../src/completion/typescript.js";
import { contractOf } from "../../support/completions.js";
import { flowOf, type SmallScreen } from "../../support/small-flows.js";

const root = resolve(import.meta.dirname, "../../..");
const signUp = readFileSync(join(root, "examples/flows/sign-up/flow.json"), "utf8");

const ending = (id: string, payload: object, components: readonly object[] = []): SmallScreen => ({
  id,
  terminal: true,
  components,
  footer: { name: "complete", payload },
});
const start = (...to: readonly string[]): SmallScreen => ({ id: "START", to });

describe("the text", () => {
  test("has a type for each way of ending, one for all of them, and the envelope", () => {
    expect(
      completionTypes(contractOf(signUp, { name: "sign-up" })),
    ).toBe(`// Made by \`wa-flows types\` from a flow; changes belong there.

/** The flow ends on screen \`TERMS\` by \`complete\`. */
export interface SignUpTerms {
  /** The token that the sender of the flow chose. */
  flow_token: string;
  /** "Full name", TextInput \`full_name\` of screen \`DETAILS\`. */
  full_name: string;
  /** "Email", TextInput \`email\` of screen \`DETAILS\`. */
  email: string;
  /** "Have you rowed before?", RadioButtonsGroup \`experience\` of screen \`DETAILS\`. */
  experience: "never" | "some" | "regular";
  /** "Send me the monthly newsletter", OptIn \`newsletter\` of screen \`TERMS\`. May be missing or empty. */
  newsletter?: boolean;
}

/** What the business receives when the flow ends: \`response_json\` of the message, parsed. */
export type SignUpCompletion = SignUpTerms;

/** What a webhook hands over as \`interactive.nfm_reply\`. */
export interface SignUpReply {
  name: string;
  body: string;
  /** A \`SignUpCompletion\` as JSON text. */
  response_json: string;
}
`);
  });

  test("is what docs/completion.md shows", () => {
    const page = readFileSync(join(root, "docs/completion.md"), "utf8");
    expect(page).toContain(`\`\`\`ts\n${completionTypes(contractOf(signUp, { name: "sign-up" }))}\`\`\`\n`);
  });

  test("of a flow that cannot end is a type without values", () => {
    const text = completionTypes(contractOf(flowOf([start("B"), { id: "B", to: ["START"] }])));
    expect(text).toContain("export type FlowCompletion = never;");
  });

  test("cannot be broken out of, or be given a meaning, by what is written in a flow", () => {
    const label = '*/ } export const x = 1; /* @deprecated\n * @internal \u202e `${"';
    const name = { type: "TextInput", name: "n", label, required: true };
    const names = ['a"; evil', "__proto__", "line\nbreak", "ok"];
    const payload = { "\u202e'*/": "\u202e'\"*/", ...Object.fromEntries(names.map((key) => [key, "${form.n}"])) };
    const text = completionTypes(contractOf(flowOf([ending('END*/"', payload, [name])])));
    const comments = text.match(/\/\*\*[\s\S]*?\*\//g) ?? [];
    const code = comments.reduce((rest, comment) => rest.replace(comment, ""), text);
    expect(code).not.toMatch(/export const|@deprecated|@internal/);
    expect(comments.every((comment) => !comment.includes("\n") && /^\/\*\* ["`A-Z]/.test(comment))).toBe(true);
    expect(text).not.toMatch(/[\u202e\u2028]/);
  });
});

describe("a consumer", () => {
  const folder = mkdtempSync(join(tmpdir(), "wa-types-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const options = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true };
  const compilerOptions = { ...options, target: "es2023", module: "nodenext", types: [] };
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));

  /** What the compiler says of the types of a flow and of code that uses them. */
  function compiled(types: string, code: string): string {
    writeFileSync(join(folder, "types.ts"), types);
    writeFileSync(join(folder, "consumer.ts"), `import type * as Flow from "./types.js";\n${code}`);
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
    return stdout + stderr;
  }

  test("of one ending reads its members, and nothing else", () => {
    const said = compiled(
      completionTypes(contractOf(signUp, { name: "sign-up" })),
      `
export function received(reply: Flow.SignUpReply): string {
  const completion: Flow.SignUpCompletion = JSON.parse(reply.response_json);
  const experience: "never" | "some" | "regular" = completion.experience;
  const token: string = completion.flow_token;
  // @ts-expect-error the user may have left it out
  const newsletter: boolean = completion.newsletter;
  // @ts-expect-error there is no such member
  completion.nickname;
  // @ts-expect-error there is no such option
  if (completion.experience === "always") return "";
  return experience + token + String(newsletter);
}
export const complete: Flow.SignUpCompletion = { flow_token: "t", full_name: "A", email: "a", experience: "some" };
// @ts-expect-error the email is missing
export const lacking: Flow.SignUpCompletion = { flow_token: "t", full_name: "A", experience: "some" };
`,
    );
    expect(said).toBe("");
  });

  test("of several endings tells them apart by the member that says which it is", () => {
    const flow = flowOf([
      start("BOOKED", "CANCELLED"),
      ending("BOOKED", { outcome: "booked", seats: 2 }),
      ending("CANCELLED", { outcome: "cancelled", reason: "`'no ' 'time'`" }),
    ]);
    const said = compiled(
      completionTypes(contractOf(flow)),
      `
export function said(completion: Flow.FlowCompletion): string {
  switch (completion.outcome) {
    case "booked": { const seats: 2 = completion.seats; return String(seats); }
    case "cancelled": return completion.reason;
  }
}
// @ts-expect-error a cancelled booking has no seats
export const wrong: Flow.FlowCompletion = { flow_token: "t", outcome: "cancelled", reason: "", seats: 2 };
`,
    );
    expect(said).toBe("");
  });

  test("of endings without such a member tells them apart by what only one of them has", () => {
    const flow = flowOf([
      start("A", "B"),
      ending("A", { rating: 5, both: 1 }),
      ending("B", { "why-not": "x", both: 1 }),
    ]);
    const said = compiled(
      completionTypes(contractOf(flow)),
      `
export function said(completion: Flow.FlowCompletion): string | number {
  const both: 1 = completion.both;
  return completion.rating !== undefined ? completion.rating : completion["why-not"] + String(both);
}
`,
    );
    expect(said).toBe("");
  });

  test("compiles against types of a flow that tries to break them", () => {
    const proto = Object.fromEntries([["__proto__", "`'a' 'b'`"]]);
    const payload = { 'a"; evil': "\u202e'\"*/", "line\nbreak": [null, { "1x": "y" }], constructor: [], ...proto };
    const screens = [ending('END*/"', payload), ending("class", {}), ending("1", { deep: { a: [1, [2, "x"]] } })];
    const types = completionTypes(contractOf(flowOf(screens), { name: "2 fast" }));
    expect(compiled(types, "export type Completion = Flow.Flow2FastCompletion;\n")).toBe("");
  });

  test("of an endpoint whose answers nobody has seen knows the flow token alone", () => {
    const said = compiled(
      completionTypes(contractOf(flowOf([{ id: "A" }], { A: [] }))),
      `
export function said({ flow_token, ...rest }: Flow.FlowCompletion): string {
  const booking: unknown = rest.booking;
  // @ts-expect-error nothing is known of it
  const text: string = rest.booking;
  return flow_token + String(booking) + text;
}
`,
    );
    expect(said).toBe("");
  });
});
