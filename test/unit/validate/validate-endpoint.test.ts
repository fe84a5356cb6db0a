import { describe, expect, test } from "vitest";
import { parseFlow } from "../../../src/validate/parse-flow.js";
import { validateEndpoint } from "../../../src/validate/validate-endpoint.js";

const options = { today: "2026-11-22" };

async function findings(code: string): Promise<string[]> {
  const { diagnostics } = await validateEndpoint(code, "endpoint.js", options);
  return diagnostics.map(
    (d) => `${d.range.start.line}:${d.range.start.column}-${d.range.end.line}:${d.range.end.column} ${d.rule}`,
  );
}

const good = `async function handler(request, env) {
  const body = await request.json();
  return Response.json({ version: "3.0", screen: body.data_exchange.screen, data: {} });
}
`;

describe("accepts", () => {
  test("a declared handler", async () => {
    expect(await findings(good)).toEqual([]);
  });
  test("helpers before and after it, and a handler that is not async", async () => {
    expect(
      await findings(
        `const slots = ["a"];\nfunction handler(request) {\n  return help();\n}\nfunction help() {\n  return Response.json({ version: "3.0", screen: "A", data: {} });\n}\n`,
      ),
    ).toEqual([]);
  });
  test("Windows line ends and a byte order mark", async () => {
    expect(await findings(`\uFEFF${good.replaceAll("\n", "\r\n")}`)).toEqual([]);
  });
});

describe("refuses", () => {
  test("an empty file", async () => {
    expect(await findings("")).toEqual(["1:1-1:1 endpoint-handler-missing"]);
  });
  test("another name, and says which function it may be", async () => {
    const { diagnostics } = await validateEndpoint("async function handle(request) {}\n", "endpoint.js", options);
    expect(diagnostics.map((d) => d.message)).toEqual([
      "There is no function `handler`; write `async function handler(request, env) { … }`. Did you mean `handle`?",
    ]);
  });
  test("a handler that is an arrow function", async () => {
    expect(await findings("const handler = async (request) => new Response();\n")).toEqual([
      "1:7-1:14 endpoint-handler-not-declared",
    ]);
  });
  test("a default export, with the fix that takes it off", async () => {
    const { diagnostics } = await validateEndpoint(`export default ${good}`, "endpoint.js", options);
    expect(diagnostics.map((d) => d.rule)).toEqual(["endpoint-export"]);
    expect(diagnostics[0]?.fix?.edits).toEqual([
      { range: { start: { line: 1, column: 1 }, end: { line: 1, column: 16 } }, text: "" },
    ]);
  });
  test("module.exports and exports", async () => {
    expect(await findings(`${good}module.exports = { handler };\nexports.handler = handler;\n`)).toEqual([
      "5:1-5:30 endpoint-export",
      "6:1-6:27 endpoint-export",
    ]);
  });
  test("a Markdown fence, and nothing else about the text in it", async () => {
    expect(await findings(`\`\`\`js\n${good}\`\`\`\n`)).toEqual(["1:1-1:6 endpoint-fenced"]);
  });
  test("a syntax error, where it is", async () => {
    expect(await findings("async function handler(request) {\n  const x = ;\n}\n")).toEqual([
      "2:13-2:14 endpoint-syntax",
    ]);
  });
  test("code that ends too early", async () => {
    expect(await findings("async function handler(request) {\n")).toEqual(["1:34-1:34 endpoint-syntax"]);
  });
});

test("the configuration can turn a rule off", async () => {
  const { diagnostics } = await validateEndpoint("", "endpoint.js", { ...options, severity: () => "off" });
  expect(diagnostics).toEqual([]);
});

describe("says of code that is no JavaScript what is wrong with it", () => {
  const head = "async function handler(request, env) {";

  test.each([
    [
      "a brace that is never closed",
      `${head}\n  if (env.KV) {\n    return 1;\n`,
      "The code ends before the `{` in line 2 is closed.",
      [2],
    ],
    [
      "the handler's own brace",
      `${head}\n  return 1;\n`,
      "The code ends before the `{` of `handler` in line 1 is closed.",
      [1],
    ],
    [
      "an inner brace whose place the handler's took",
      `${head}\n  if (env.KV) {\n    return 1;\n}\n`,
      "The code ends before the `{` in line 2 is closed.",
      [2],
    ],
    [
      "a bracket that a sign comes too early for",
      `${head}\n  return Response.json({ a: 1 };\n}\n`,
      "Unexpected `;`: the `(` in line 2 is not closed yet.",
      [2],
    ],
    ["a brace too many", `${head}\n}\n}\n`, "Unexpected `}`: there is nothing left that it could close.", []],
    [
      "types",
      "async function handler(request: Request) {}\n",
      "The code is no valid JavaScript: unexpected `:`. Kapso runs JavaScript; take out the types of TypeScript.",
      [],
    ],
    ["a word in the wrong place", `${head}\n  retrun 1;\n}\n`, "The code is no valid JavaScript: unexpected `1`.", []],
    [
      "a text without an end",
      `${head}\n  return "a;\n}\n`,
      "The code is no valid JavaScript: Unterminated string constant.",
      [],
    ],
  ])("%s", async (_, code, message, related) => {
    const { diagnostics } = await validateEndpoint(code, "endpoint.js", options);
    expect(diagnostics.map((each) => each.message)).toEqual([message]);
    expect(diagnostics.flatMap((each) => each.related.map(({ range }) => range.start.line))).toEqual(related);
  });
});

test("a finding in data that stands elsewhere names the answer that it belongs to", async () => {
  const parsed = parseFlow(
    JSON.stringify({ version: "7.3", screens: [{ id: "START", data: { days: { type: "array" } }, layout: {} }] }),
    options,
  );
  const code = `const DATA = { dais: [] };
async function handler() {
  return Response.json({ version: "3.0", screen: "START", data: DATA });
}
`;
  const flow = parsed.ok ? { flow: parsed.flow } : {};
  const { diagnostics } = await validateEndpoint(code, "endpoint.js", { ...options, ...flow });
  expect(diagnostics.map(({ message, related }) => [message, related.map(({ range }) => range.start.line)])).toEqual([
    ["The data leaves out `days`, which screen `START` declares.", [3]],
    ["Screen `START` does not declare `dais`, so it is lost. Did you mean `days`?", [3]],
  ]);
});
