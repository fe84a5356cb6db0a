/** What endpoint code gets of other servers when their hosts are allowed, and that it gets nothing else. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runsIn, runtimes } from "./endpoint.js";

interface Visit {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

let visits: Visit[] = [];
/** Another server of this machine; nothing may ever reach it. */
let elsewhere = 0;

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<[Server, number]> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return [server, address.port];
}

let servers: Server[] = [];
let port = 0;
let otherPort = 0;

beforeAll(async () => {
  const [other, itsPort] = await listen((_, response) => {
    elsewhere += 1;
    response.end("secret");
  });
  otherPort = itsPort;
  const [server, ownPort] = await listen(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    visits.push({ method: request.method, path: request.url, headers: request.headers, body });
    const to = new URL(request.url ?? "/", "http://server.example").searchParams.get("to");
    if (to !== null) response.writeHead(302, { location: to }).end();
    else if (request.url === "/endless") response.writeHead(200).write("x".repeat(1000));
    else if (request.url === "/large") response.end(Buffer.alloc(11 * 1024 * 1024));
    else response.writeHead(201, { "content-type": "application/json", "x-own": "yes" }).end('{"free":3}');
  });
  port = ownPort;
  servers = [other, server];
});
beforeEach(() => {
  visits = [];
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

describe.each(runtimes)("in %s", (_runtime, sandbox) => {
  const { answerOf, outcomeOf } = runsIn(sandbox);
  const allowFetch = (): readonly string[] => [`127.0.0.1:${port}`];

  /** Asks for an address; what the code sees of it. */
  const fetched = (address: string, init = ""): Promise<unknown> =>
    answerOf(
      `try { const r = await fetch(${JSON.stringify(address)}${init}); return Response.json([r.status, await r.text()]); }
       catch (error) { return Response.json(String(error)); }`,
      { allowFetch: allowFetch() },
    );

  test("an allowed host answers", async () => {
    const seen = await answerOf(
      `const response = await fetch("http://127.0.0.1:${port}/slots?day=1", {
         method: "POST", headers: { "content-type": "application/json", "X-Own": "a" }, body: JSON.stringify({ a: "ä" }),
       });
       const { status, ok, url, redirected } = response;
       return Response.json({ status, ok, url, redirected, own: response.headers.get("x-own"), free: (await response.json()).free });`,
      { allowFetch: allowFetch() },
    );
    const url = `http://127.0.0.1:${port}/slots?day=1`;
    expect(seen).toEqual({ status: 201, ok: true, url, redirected: false, own: "yes", free: 3 });
    expect(visits).toMatchObject([
      { method: "POST", path: "/slots?day=1", headers: { "x-own": "a" }, body: '{"a":"ä"}' },
    ]);
  });

  test("nothing of this machine goes along", async () => {
    process.env.SANDBOX_TEST_SECRET = "real";
    try {
      await fetched(`http://127.0.0.1:${port}/`, ", { headers: { host: 'other.example' } }");
    } finally {
      delete process.env.SANDBOX_TEST_SECRET;
    }
    const headers: Visit["headers"] = visits[0]?.headers ?? {};
    expect(
      Object.keys(headers)
        .filter((name) => name !== "content-type")
        .sort(),
    ).toEqual(["accept", "accept-encoding", "connection", "host"]);
    expect(headers.host).toBe(`127.0.0.1:${port}`);
  });

  test("a redirect to an allowed host is followed", async () => {
    const seen = await fetched(`http://127.0.0.1:${port}/?to=/there`);
    expect(seen).toEqual([201, '{"free":3}']);
    expect(visits.map(({ path }) => path)).toEqual(["/?to=/there", "/there"]);
  });

  test("a redirect can be left to the code", async () => {
    expect(await fetched(`http://127.0.0.1:${port}/?to=/there`, ", { redirect: 'manual' }")).toEqual([302, ""]);
  });

  const waysAround: Readonly<Record<string, () => string>> = {
    "another port": () => `http://127.0.0.1:${otherPort}/`,
    "the usual port": () => "http://127.0.0.1/",
    "another name of the address": () => `http://localhost:${otherPort}/`,
    "the address as a number": () => `http://2130706433:${otherPort}/`,
    IPv6: () => `http://[::1]:${otherPort}/`,
    "IPv4 within IPv6": () => `http://[::ffff:127.0.0.1]:${port}/`,
    "a trailing dot": () => `http://127.0.0.1.:${otherPort}/`,
    "a redirect": () => `http://127.0.0.1:${port}/?to=http://127.0.0.1:${otherPort}/`,
    "a redirect to a redirect": () =>
      `http://127.0.0.1:${port}/?to=${encodeURIComponent(`/?to=http://127.0.0.1:${otherPort}/`)}`,
    "a redirect to another scheme": () => `http://127.0.0.1:${port}/?to=file:///etc/passwd`,
    "a file": () => "file:///etc/passwd",
    "the fragment": () => `http://127.0.0.1:${otherPort}/#@127.0.0.1:${port}`,
    "a backslash": () => `http://127.0.0.1:${otherPort}\\\\@127.0.0.1:${port}/`,
  };

  test.each(Object.entries(waysAround))("%s leads nowhere", async (_, address) => {
    const before = elsewhere;
    const outcome = await outcomeOf(
      `async function handler() {
         try { return new Response(await (await fetch(${JSON.stringify(address())})).text()); }
         catch (error) { return new Response(error.message); }
       }`,
      { allowFetch: allowFetch() },
    );
    expect(elsewhere).toBe(before);
    expect(outcome).toMatchObject({ kind: "answered", body: expect.stringMatching(/refused|failed|fetch|URL/i) });
  });

  test("names and passwords in an address are refused", async () => {
    expect(String(await fetched(`http://127.0.0.1:${port}@127.0.0.1:${otherPort}/`))).toMatch(/TypeError/);
    expect(String(await fetched(`http://user:secret@127.0.0.1:${port}/`))).toMatch(/TypeError/);
    expect(visits).toEqual([]);
  });

  test("what a redirect led to is noted when it is refused", async () => {
    const to = `http://127.0.0.1:${otherPort}/`;
    const code = `async function handler() { await fetch("http://127.0.0.1:${port}/?to=${to}").catch(() => {}); return new Response(""); }`;
    expect(await outcomeOf(code, { allowFetch: allowFetch() })).toMatchObject({ refused: [to] });
  });

  test("an answer that is too large fails", async () => {
    expect(await fetched(`http://127.0.0.1:${port}/large`)).toBe(
      "TypeError: fetch failed: the answer has more than 10 MB",
    );
  });

  test("a host that does not answer in full fails with the call", async () => {
    const code = `async function handler() { await (await fetch("http://127.0.0.1:${port}/endless")).text(); }`;
    expect(await outcomeOf(code, { allowFetch: allowFetch(), timeLimitMs: 700 })).toMatchObject({
      kind: "stopped",
      reason: "time",
    });
  });

  test("the code can stop waiting", async () => {
    const seen = await fetched(`http://127.0.0.1:${port}/endless`, ", { signal: AbortSignal.timeout(50) }");
    expect(seen).toMatch(/TimeoutError/);
  });
});
