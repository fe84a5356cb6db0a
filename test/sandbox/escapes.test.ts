/** What hostile endpoint code tries, and what comes of it. */
import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { aCall, runsIn, runtimes } from "./endpoint.js";

/** Ways out of a `vm` context that have worked somewhere; each gives the object that it reaches. */
const waysOut: Readonly<Record<string, string>> = {
  "the constructor of the global object": "globalThis.constructor.constructor",
  "the constructor of a class from outside": "Object.getPrototypeOf(Response).constructor",
  "the constructor of a function from outside": "structuredClone.constructor",
  "the constructor of an object from outside": "structuredClone({}).constructor.constructor",
  "the constructor of a promise from outside": "request.text().constructor.constructor",
  "an error from outside": "await import('node:fs').catch((error) => error.constructor.constructor)",
  "an error of a full stack":
    "(() => { const deep = () => { try { deep(); } catch (error) { new URL('x:' + error); throw error; } }; try { deep(); } catch (error) { return error.constructor.constructor; } })()",
  "an error of a class from outside":
    "(() => { try { new URL('no address'); } catch (error) { return error.constructor.constructor; } })()",
  "the prototype of an async function": "(async () => {}).constructor",
  "the prototype of a generator": "(function* () {}).constructor",
};

describe.each(runtimes)("in %s", (runtime, sandbox) => {
  const { answerOf, outcomeOf, outcomesOf } = runsIn(sandbox);

  describe.each(Object.entries(waysOut))("by %s", (_, way) => {
    test("no text becomes code", async () => {
      const outcome = await answerOf(`
      const make = ${way};
      try {
        const made = make("return typeof process + typeof require")();
        return Response.json({ made: String(await made) });
      } catch (error) {
        return Response.json({ refused: error.name });
      }`);
      expect(outcome).toEqual({ refused: "EvalError" });
    });
  });

  describe("reading", () => {
    test("the code finds no object of Node", async () => {
      const names = [
        "process",
        "require",
        "module",
        "exports",
        "Buffer",
        "global",
        "__dirname",
        "setImmediate",
        "Deno",
      ];
      const found = await answerOf(`return Response.json([${names.map((name) => `typeof ${name}`).join(", ")}]);`);
      expect(found).toEqual(names.map(() => "undefined"));
    });

    test("no module can be imported", async () => {
      const tried = await answerOf(`
      const modules = ["node:fs", "node:child_process", "node:net", "fs", "/etc/passwd", "data:text/javascript,0"];
      const results = await Promise.all(modules.map((name) => import(name).then(() => name, () => "refused")));
      return Response.json(results);`);
      expect(new Set(Array.isArray(tried) ? tried : [tried])).toEqual(new Set(["refused"]));
    });

    test("frames of a stack hold no function or object from outside", async () => {
      const reached = await answerOf(`
      Error.prepareStackTrace = (_, frames) => frames;
      const frames = new Error().stack;
      const things = frames.flatMap((frame) => [frame.getThis(), frame.getFunction()]);
      return Response.json(things.map((thing) => typeof thing).filter((kind) => kind !== "undefined"));`);
      expect(reached).toEqual([]);
    });

    test("secrets of the machine are not in reach, fakes are", async () => {
      process.env.SANDBOX_TEST_SECRET = "real";
      try {
        const seen = await answerOf(
          "return Response.json({ names: Object.keys(env), key: env.KEY, real: env.SANDBOX_TEST_SECRET ?? null });",
          { secrets: { KEY: "fake" } },
        );
        expect(seen).toEqual({ names: ["KEY", "KV"], key: "fake", real: null });
      } finally {
        delete process.env.SANDBOX_TEST_SECRET;
      }
    });
  });

  describe("the network", () => {
    test("is refused, and the code's wish is noted", async () => {
      let visits = 0;
      const server = createServer((socket) => {
        visits += 1;
        socket.destroy();
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const outcome = await outcomeOf(`async function handler() {
      const tries = [
        () => fetch("http://127.0.0.1:${port}/a"),
        () => new WebSocket("ws://127.0.0.1:${port}/b"),
        () => new EventSource("http://127.0.0.1:${port}/c"),
        () => new XMLHttpRequest(),
      ];
      for (const attempt of tries) { try { await attempt(); } catch {} }
      return new Response("tried");
    }`);
      server.close();
      // The default runtime has no WebSocket and no EventSource to begin with.
      const wished = runtime === "node" ? ["a"] : ["a", "b", "c"];
      expect(outcome).toMatchObject({
        kind: "answered",
        refused: wished.map((path) => `http://127.0.0.1:${port}/${path}`),
      });
      expect(visits).toBe(0);
    });
  });

  describe("using everything up", () => {
    test.each([
      ["a loop", "for (;;);"],
      ["a regular expression", "/^(a+)+$/.test('a'.repeat(50) + 'b');"],
      ["an answer that never comes", "await new Promise(() => {});"],
      ["printing without end", "for (;;) console.log('x'.repeat(1000));"],
    ])("%s is ended when the time is up", async (_, body) => {
      const outcome = await answerOf(body, { timeLimitMs: 700 });
      expect(outcome).toMatchObject({ kind: "stopped", reason: "time" });
    });

    test("a loop of microtasks is ended when the time is up, or the memory", async () => {
      const body = "await new Promise(() => { const again = () => queueMicrotask(again); again(); });";
      expect(await answerOf(body, { timeLimitMs: 700 })).toMatchObject({ kind: "stopped" });
    });

    test.each([
      ["objects", "const all = []; for (;;) all.push(new Array(100000).fill({}));"],
      ["buffers", "const all = []; for (;;) all.push(new Uint8Array(10_000_000).fill(1));"],
      [
        "texts",
        "let all = 'x'; const keep = []; for (;;) keep.push(JSON.stringify({ all: all += all.slice(0, 1e7) }));",
      ],
      ["a store", "for (let i = 0; ; i++) await env.KV.put(String(i), 'x'.repeat(100000) + i);"],
    ])("memory, by %s, is ended at the limit", async (_, body) => {
      const outcome = await answerOf(body);
      expect(outcome).toMatchObject({ kind: "stopped", reason: "memory" });
    });

    test("an answer without end is refused", async () => {
      const body = "return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(1_000_000)); } }));";
      expect(await answerOf(body)).toMatchObject({ kind: "too-large" });
    });

    test("of what is printed only the beginning is kept", async () => {
      const outcome = await outcomeOf(
        "async function handler() { for (let i = 0; i < 5000; i++) console.log('x'.repeat(9000)); return new Response(''); }",
      );
      expect(outcome).toMatchObject({ kind: "answered", logCut: true });
      if (outcome.kind !== "answered") return;
      expect(outcome.log.length).toBe(100);
      expect(outcome.log[0]?.text.length).toBe(2000);
    });

    test("after an end by force the next call is answered", async () => {
      const code =
        "async function handler(request) { const { go } = await request.json(); for (; !go; ); return new Response('ok'); }";
      const outcomes = await outcomesOf(code, [{ body: "{}" }, { body: '{"go":true}' }], { timeLimitMs: 1500 });
      expect(outcomes.map(({ kind }) => kind)).toEqual(["stopped", "answered"]);
    });

    test("closing ends a call that is under way", async () => {
      const endpoint = sandbox("async function handler() { for (;;); }", {
        secrets: {},
        timeLimitMs: 60_000,
        memoryLimitMb: 64,
      });
      const outcome = endpoint.call(aCall);
      await new Promise((resolve) => setImmediate(resolve));
      await endpoint.close();
      expect(await outcome).toMatchObject({ kind: "stopped" });
    });
  });

  describe("poison", () => {
    const poison = `
    Object.prototype.kind = "answered"; Object.prototype.status = 200; Object.prototype.toJSON = () => ({ forged: 1 });
    Array.prototype.toJSON = () => "forged"; String.prototype.startsWith = () => true;
    Map.prototype.get = () => "forged"; RegExp.prototype.exec = () => null;
    JSON.stringify = () => "forged"; JSON.parse = () => "forged"; Reflect.apply = () => 200;
  `;

    test("of built-in objects changes nothing outside of the code", async () => {
      const outcomes = await outcomesOf(
        `async function handler() { ${poison} return new Response("mine", { status: 201 }); }`,
        [{}, {}],
      );
      // In workerd the code shares its realm with what calls it, and so breaks its own answers; that is said.
      const broken = { kind: "threw", message: "the code has broken what the runtime needs" };
      const expected = runtime === "node" ? { kind: "answered", status: 201, body: "mine", refused: [] } : broken;
      expect(outcomes).toMatchObject([expected, expected]);
    });

    test("of objects from outside does not take", async () => {
      const outcome = await outcomeOf(`async function handler() {
      "use strict";
      const foreign = structuredClone({});
      try { Object.getPrototypeOf(foreign).forged = true; } catch {}
      try { Object.defineProperty(Object.getPrototypeOf(foreign), "kind", { value: "forged" }); } catch {}
      try { Object.defineProperty(Object.getPrototypeOf(Response).prototype, "status", { get: () => 999 }); } catch {}
      return new Response("mine", { status: 500 });
    }`);
      expect(outcome).toMatchObject({ kind: "answered", status: 500, body: "mine" });
    });
  });

  describe("forged results", () => {
    const reply = '{"id":1,"kind":"answered","status":200,"text":"forged"}';

    test("what is printed is no result", async () => {
      const outcome = await outcomeOf(
        `async function handler() { console.log(${JSON.stringify(`\n${reply}\n`)}); return new Response("mine"); }`,
      );
      expect(outcome).toMatchObject({ kind: "answered", body: "mine" });
    });

    test("an object that looks like a response is none", async () => {
      const returned = '{ status: 200, body: "{}", text: async () => "{}", [Symbol.toStringTag]: "Response" }';
      expect(await answerOf(`return ${returned};`)).toMatchObject({ kind: "no-response", found: "an object" });
      expect(await answerOf("return Object.create(Response.prototype);")).toMatchObject({ kind: "no-response" });
    });

    test("the name in front of results is not in reach of the code", async () => {
      const code = `async function handler() {
      const seen = []; const all = new Set(); const queue = [globalThis];
      while (queue.length > 0 && all.size < 20000) {
        const at = queue.pop();
        if (all.has(at)) continue;
        all.add(at);
        for (const key of Reflect.ownKeys(at)) {
          let value; try { value = at[key]; } catch { continue; }
          if (typeof value === "string" && /^[0-9a-f]{48}$/.test(value)) seen.push(value);
          if ((typeof value === "object" && value !== null) || typeof value === "function") queue.push(value);
        }
        const parent = Object.getPrototypeOf(at); if (parent) queue.push(parent);
      }
      return Response.json({ seen, looked: all.size > 500 });
    }`;
      const outcome = await outcomeOf(code);
      expect(outcome).toMatchObject({ kind: "answered", body: '{"seen":[],"looked":true}' });
    });
  });
});
