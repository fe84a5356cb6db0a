/** What hostile endpoint code does to a simulation: nothing but a finding. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { renderPretty } from "../../src/render/pretty.js";
import type { Sandbox } from "../../src/simulation/sandbox.js";
import { type Simulation, simulate } from "../../src/simulation/simulate.js";
import { runtimes } from "./endpoint.js";

const flow = readFileSync(new URL("../../examples/flows/booking/flow.json", import.meta.url), "utf8");

/** Simulates the flow against a handler with that body, as far as its first answers. */
async function simulated(
  sandbox: Sandbox,
  body: string,
  { maxExchanges = 1, timeLimitMs = 20_000 } = {},
): Promise<Simulation> {
  const simulation = await simulate({
    flow: { path: "flow.json", text: flow },
    endpoint: { path: "endpoint.js", text: `async function handler(request, env) {\n${body}\n}` },
    sandbox,
    now: Date.UTC(2026, 10, 22),
    timeLimitMs,
    maxExchanges,
  });
  if (simulation === undefined) throw new Error("The flow cannot be read.");
  return simulation;
}

const rulesOf = ({ files }: Simulation): readonly string[] =>
  files.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule));

type Rule = string | { readonly node: string; readonly workerd: string };
type Attack = readonly [what: string, body: string, rule: Rule];

const importing = (name: string, use: string): string =>
  `return new Response(String((await import("${name}")).${use}));`;
const fine = `Response.json({ version: "3.0", screen: "SERVICE", data: {
  services: [{ id: "cut", title: "Haircut" }], min_date: "2026-12-01", max_date: "2026-12-31" } })`;
const refusing = fine.replace(/ \}\)$/, " }, { status: 500 })");

const attacks: Readonly<Record<string, readonly Attack[]>> = {
  "reaching out": [
    ["the environment", "return Response.json(process.env);", "endpoint-throws"],
    ["a file", importing("node:fs", 'readFileSync("/etc/passwd", "utf8")'), "endpoint-throws"],
    ["a process", importing("node:child_process", 'execSync("id")'), "endpoint-throws"],
    ["a thread", importing("node:worker_threads", 'Worker("0", { eval: true })'), "endpoint-throws"],
    ["a worker", 'return new Response(new Worker("data:,0"));', "endpoint-throws"],
    ["the debugger", importing("node:inspector", 'open(9229, "127.0.0.1")'), "endpoint-throws"],
    ["a module as text", importing("data:text/javascript,export default 1", "default"), "endpoint-throws"],
    ["the insides of Node", 'return Response.json(process.binding("fs"));', "endpoint-throws"],
    ["a socket of Node", importing("node:net", 'connect(1, "127.0.0.1")'), "endpoint-throws"],
    ["a socket of Workers", importing("cloudflare:sockets", 'connect("127.0.0.1:1").opened'), "endpoint-throws"],
    ["another server", 'await fetch("http://127.0.0.1:1/");', "endpoint-network"],
    ["code from text", 'return Response.json(new Function("return 1")());', "endpoint-throws"],
    ["code from bytes", "new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));", "endpoint-throws"],
  ],
  "using up": [
    ["time, in a loop", "for (;;);", "endpoint-timeout"],
    [
      "time, in a regular expression",
      'return Response.json(/^(a+)+$/.test("a".repeat(50) + "b"));',
      "endpoint-timeout",
    ],
    ["time, by waiting", "await new Promise(() => {});", "endpoint-timeout"],
    [
      "time, in a body that never comes",
      "return new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));",
      "endpoint-timeout",
    ],
    ["time, in a promise of its own", "return { then() { for (;;); } };", "endpoint-timeout"],
    ["time, in what is thrown", "throw { get stack() { for (;;); } };", "endpoint-timeout"],
    ["time, in what is printed", "console.log({ toJSON() { for (;;); } });", "endpoint-timeout"],
    [
      "time, outside of the code",
      'const key = await crypto.subtle.importKey("raw", new Uint8Array(8), "PBKDF2", false, ["deriveBits"]); await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-512", salt: new Uint8Array(8), iterations: 1e9 }, key, 256);',
      "endpoint-timeout",
    ],
    ["time, by standing still", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);", "endpoint-throws"],
    ["memory, with objects", "const all = []; for (;;) all.push(new Array(100000).fill({}));", "endpoint-memory"],
    ["memory, with buffers", "const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1));", "endpoint-memory"],
    [
      "memory, of WebAssembly",
      "new Uint8Array(new WebAssembly.Memory({ initial: 10000 }).buffer).fill(1); for (;;);",
      { node: "endpoint-throws", workerd: "endpoint-memory" },
    ],
    [
      "memory, in the store",
      'for (let i = 0; ; i++) await env.KV.put(String(i), "x".repeat(100000) + i);',
      "endpoint-memory",
    ],
    ["output, by printing without end", 'for (;;) console.log("x".repeat(1000));', "endpoint-timeout"],
    ["output, by a large answer", 'return new Response("x".repeat(11e6));', "endpoint-size"],
    [
      "output, by an answer without end",
      "return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(1e6)); } }));",
      "endpoint-size",
    ],
    ["the stack", "const again = () => again(); again();", "endpoint-throws"],
    ["our stack, with JSON that is deep", 'return new Response("[".repeat(3e6));', "endpoint-not-json"],
    [
      "our stack, with JSON that is deep and whole",
      'const n = 200000; return new Response(`{"version":"3.0","screen":"SERVICE","data":{"services":${"[".repeat(n)}${"]".repeat(n)}}}`);',
      "endpoint-not-json",
    ],
    [
      "our time, with many fields",
      `const data = {}; for (let i = 0; i < 50000; i++) data["f" + i] = i; return Response.json({ version: "3.0", screen: "SERVICE", data });`,
      "endpoint-field-unknown",
    ],
  ],
  deceiving: [
    [
      "with an object that looks like a response",
      'return { status: 200, body: "{}", [Symbol.toStringTag]: "Response" };',
      "endpoint-no-response",
    ],
    ["with a proxy of a response", `return new Proxy(${fine}, {});`, "endpoint-no-response"],
    [
      "with a status of its own",
      `return new (class extends Response { get status() { return 200; } })("{}", { status: 500 });`,
      "endpoint-status",
    ],
    [
      "with a printed result",
      `console.log(${JSON.stringify('\n{"id":1,"kind":"answered","status":200,"text":"{}"}\n')}); return ${refusing};`,
      "endpoint-status",
    ],
    [
      "with other built-in functions",
      `JSON.stringify = () => '{"id":1,"kind":"answered","status":200}'; Reflect.apply = () => 200; return ${refusing};`,
      "endpoint-status",
    ],
    [
      "with other prototypes",
      `Object.prototype.toJSON = () => ({ status: 200 }); Array.prototype.toJSON = () => []; return ${refusing};`,
      { node: "endpoint-status", workerd: "endpoint-throws" },
    ],
    [
      "with prototypes in its answer",
      `return new Response('{"version":"3.0","screen":"SERVICE","data":{"__proto__":{"poisoned":true},"constructor":{"prototype":{"poisoned":true}}}}');`,
      "endpoint-field-unknown",
    ],
    [
      "with a screen that every object has",
      `return Response.json({ version: "3.0", screen: "constructor", data: {} });`,
      "endpoint-screen-unknown",
    ],
    ["by throwing nothing", "throw null;", "endpoint-throws"],
    ["by throwing a symbol", "throw Symbol();", "endpoint-throws"],
    [
      "by throwing a trap",
      "throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });",
      "endpoint-throws",
    ],
  ],
};

describe.each(runtimes)("in %s", (runtime, sandbox) => {
  for (const [aim, tries] of Object.entries(attacks)) {
    test.each(tries)(`${aim}: %s`, async (_, body, rule) => {
      // What ends for another reason must not depend on how fast this machine is.
      const rules = rulesOf(await simulated(sandbox, body, rule === "endpoint-timeout" ? { timeLimitMs: 1500 } : {}));
      expect(rules).toContain(typeof rule === "string" ? rule : rule[runtime]);
    });
  }

  test("options without end cost little more than reading them", async () => {
    const services = "Array.from({ length: 50000 }, (_, i) => ({ id: String(i), title: String(i) }))";
    const body = `return ${fine.replace(/\[\{.*\}\]/, services)};`;
    expect(rulesOf(await simulated(sandbox, body, { maxExchanges: 3 }))).toContain("endpoint-option-limits");
  });

  test("what goes on after the answer counts for the next", async () => {
    const body = `(async () => { for (let i = 0; i < 200; i++) await null; for (;;); })(); return ${fine};`;
    expect(rulesOf(await simulated(sandbox, body, { maxExchanges: 2, timeLimitMs: 1500 }))).toContain(
      "endpoint-timeout",
    );
  });

  test("what is due after the answer is dropped", async () => {
    const body = `setTimeout(() => { for (;;); }, 0); setInterval(() => { for (;;); }, 0); return ${fine};`;
    const rules = rulesOf(await simulated(sandbox, body, { maxExchanges: 4 }));
    expect(rules.filter((rule) => rule.startsWith("endpoint-"))).toEqual([]);
  });

  test("what the code says reaches no terminal and no workflow as anything but text", async () => {
    const body = "throw new Error('\\u001b[2J\\n::set-output name=a::b\\n');";
    const { files } = await simulated(sandbox, body);
    const text = renderPretty({ files, sources: new Map([["flow.json", flow]]) });
    expect(text).toContain("::set-output");
    expect(text).not.toMatch(/\u001b|^::/m);
  });
});

afterEach(() => expect("poisoned" in {}).toBe(false));
