/** What endpoint code finds around itself. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runsIn, runtimes } from "./endpoint.js";

describe.each(runtimes)("in %s", (_runtime, sandbox) => {
  const { answerOf, outcomeOf, outcomesOf } = runsIn(sandbox);

  describe("the globals of a worker", () => {
    test.each([
      ["a request whose JSON is made of the code's own objects", "(await request.json()) instanceof Object", true],
      ["the method of the request", "request.method", "POST"],
      ["addresses", "new URL('https://a.example/b?c=d').searchParams.get('c')", "d"],
      ["digests", "new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('a'))).length", 32],
      ["random ids", "crypto.randomUUID().length", 36],
      ["random bytes", "crypto.getRandomValues(new Uint8Array(4)).length", 4],
      ["Base64", "atob(btoa('ab'))", "ab"],
      ["copies", "structuredClone({ a: [1] })", { a: [1] }],
      ["headers", "new Response('', { headers: { 'x-a': 'b' } }).headers.get('X-A')", "b"],
      ["UTC", "new Date(0).getHours()", 0],
    ])("%s", async (_, expression, expected) => {
      expect(await answerOf(`return Response.json(${expression});`)).toEqual(expected);
    });

    test("text is no code, as in Workers", async () => {
      expect(await answerOf("return Response.json(eval('1 + 1'));")).toMatchObject({
        kind: "threw",
        message: expect.stringContaining("EvalError"),
      });
    });
  });

  describe("time and chance", () => {
    test("the clock stands still while the code runs, and goes on while it waits", async () => {
      const clock = await answerOf(`
      const begin = Date.now();
      for (let i = 0; i < 1e6; i++);
      const worked = Date.now() - begin;
      await new Promise((resolve) => setTimeout(resolve, 1));
      return Response.json([new Date(begin).toISOString(), worked, Date.now() - begin]);`);
      expect(clock).toEqual(["2026-11-22T12:00:00.000Z", 0, 1]);
    });

    test("random numbers repeat with the seed", async () => {
      const code = "async function handler() { return Response.json([Math.random(), Math.random()]); }";
      const outcomes = await outcomesOf(code, [{ seed: 1 }, { seed: 2 }, { seed: 1 }]);
      const [first, second, third] = outcomes.map((outcome) => (outcome.kind === "answered" ? outcome.body : ""));
      expect(first).toBe(third);
      expect(first).not.toBe(second);
    });
  });

  describe("env.KV", () => {
    test("keeps what it is given, from call to call as the caller says", async () => {
      const code = `async function handler(request, env) {
      const before = await env.KV.get("count", { type: "json" });
      await env.KV.put("count", JSON.stringify((before ?? 0) + 1), { expirationTtl: 60 });
      return Response.json(before);
    }`;
      const [first] = await outcomesOf(code, [{}]);
      expect(first).toMatchObject({ body: "null", kv: { count: ["1", Date.UTC(2026, 10, 22, 12, 1)] } });
      const kv = { count: ["7", null] as const };
      const [again] = await outcomesOf(code, [{ kv }]);
      expect(again).toMatchObject({ body: "7" });
    });

    test("forgets what has run out", async () => {
      const code = 'async function handler(request, env) { return Response.json(await env.KV.get("old")); }';
      const [outcome] = await outcomesOf(code, [{ kv: { old: ["x", 5] } }]);
      expect(outcome).toMatchObject({ body: "null" });
    });

    test("lists and deletes", async () => {
      const listed = await answerOf(`
      for (const key of ["a:2", "b:1", "a:1"]) await env.KV.put(key, "x");
      await env.KV.delete("b:1");
      const { keys, list_complete } = await env.KV.list({ prefix: "a:" });
      return Response.json([keys.map(({ name }) => name), list_complete, await env.KV.get("b:1")]);`);
      expect(listed).toEqual([["a:1", "a:2"], true, null]);
    });
  });

  describe("what is told of a call", () => {
    test("the line of the handler that an answer was made in, whatever helper made it", async () => {
      const code = `const answer = (data) => Response.json(data);
async function handler() {
  await null;
  return answer({});
}`;
      expect(await outcomeOf(code)).toMatchObject({ kind: "answered", at: { line: 4, column: 10 } });
    });

    test("the line that threw", async () => {
      const code = "async function handler() {\n  return broken();\n}\nfunction broken() {\n  null.x;\n}";
      const message = "TypeError: Cannot read properties of null (reading 'x')";
      expect(await outcomeOf(code)).toMatchObject({ kind: "threw", message, at: { line: 5, column: 8 } });
    });

    test.each([
      ["a mistake of syntax", "async function handler() {\n  return (;\n}", 2],
      ["a throw while the code is loaded", "async function handler() {}\nthrow new Error('no');", 2],
    ])("%s, with its line", async (_, code, line) => {
      expect(await outcomeOf(code)).toMatchObject({ kind: "not-started", at: { line } });
    });

    test.each([
      ["random values", "crypto.randomUUID();"],
      ["timers", "setTimeout(() => {}, 1);"],
    ])("%s while the code is loaded, which Workers refuse", async (_, line) => {
      const message = expect.stringContaining("Disallowed operation called within global scope");
      expect(await outcomeOf(`async function handler() {}\n${line}`)).toMatchObject({
        kind: "not-started",
        message,
        at: { line: 2 },
      });
    });

    test("code without a handler", async () => {
      expect(await outcomeOf("const other = 1;")).toMatchObject({ kind: "not-started" });
    });

    test("what was printed, and what was not handled", async () => {
      const outcome = await outcomeOf(`async function handler() {
      console.warn("a", { b: 1 }, new Error("c"));
      Promise.reject(new Error("d"));
      await new Promise((resolve) => setTimeout(resolve, 0));
      return new Response("");
    }`);
      const log = [
        { level: "warn", text: 'a {"b":1} Error: c' },
        { level: "error", text: "not handled: Error: d" },
      ];
      expect(outcome).toMatchObject({ kind: "answered", log });
    });
  });

  test("the booking example answers", async () => {
    const code = readFileSync(new URL("../../examples/flows/booking/endpoint.js", import.meta.url), "utf8");
    const outcome = await outcomeOf(code);
    expect(outcome.kind === "answered" && JSON.parse(outcome.body)).toMatchObject({ screen: "SERVICE" });
  });
});
