import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSocketServer, type Server as SocketServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { kindOf, systemClock, type TransportInit, undiciTransport } from "../../../src/client/transport.js";
import { TransportError } from "../../../src/errors/errors.js";
import { errorOf } from "./fake-transport.js";

const send = undiciTransport();
const init: TransportInit = {
  method: "GET",
  headers: { "x-api-key": "geheim-0123" },
  timeoutMs: 10_000,
  operation: "getFlow",
  action: "read flow `f`",
};

const open: (Server | SocketServer)[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    if ("closeAllConnections" in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen<S extends Server | SocketServer>(server: S): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

const serve = (listener: RequestListener): Promise<string> => listen(createServer(listener));

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  return body;
}

async function failure(url: string, more: Partial<TransportInit> = {}): Promise<TransportError> {
  const error = await errorOf(send(url, { ...init, ...more }));
  if (error instanceof TransportError) return error;
  throw error;
}

describe("a request that is answered", () => {
  test("carries method, headers and body", async () => {
    const seen: unknown[] = [];
    const url = await serve(async (request, response) => {
      const { method, headers } = request;
      seen.push(method, request.url, headers["x-api-key"], headers["content-type"], await bodyOf(request));
      response.end();
    });
    const headers = { ...init.headers, "content-type": "application/json" };
    await send(`${url}/a?b=c`, { ...init, method: "POST", headers, body: '{"ä":1}' });
    expect(seen).toEqual(["POST", "/a?b=c", "geheim-0123", "application/json", '{"ä":1}']);
  });

  test("has neither body nor Content-Type when none is given", async () => {
    const seen: unknown[] = [];
    const url = await serve(async (request, response) => {
      seen.push(request.headers["content-type"], request.headers["content-length"], await bodyOf(request));
      response.end();
    });
    await send(url, { ...init, method: "POST" });
    expect(seen).toEqual([undefined, "0", ""]);
  });

  test("gives status, headers in any case, and text", async () => {
    const url = await serve((_, response) => {
      response.writeHead(418, { "Retry-After": "60", "Content-Type": "text/plain; charset=utf-8" }).end("nö");
    });
    const response = await send(url, init);
    expect(response.status).toBe(418);
    expect(response.headers.get("RETRY-after")).toBe("60");
    expect(response.headers.get("x-none")).toBeNull();
    expect(await response.text()).toBe("nö");
  });

  test("does not follow redirects, so that the key goes nowhere else", async () => {
    const paths: unknown[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect((await send(`${url}/here`, init)).status).toBe(302);
    expect(paths).toEqual(["/here"]);
  });

  test("puts characters together that were cut between packets", async () => {
    const bytes = Buffer.from('"ö€😀"');
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": bytes.length });
      const next = (at: number): void => {
        if (at === bytes.length) response.end();
        else response.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
      };
      next(0);
    });
    expect(await (await send(url, init)).text()).toBe('"ö€😀"');
  });
});

describe("a request that is not answered", () => {
  test("refused: certainly not sent", async () => {
    const url = await serve(() => {});
    for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
    const error = await failure(url);
    expect(error).toMatchObject({ code: "TRANSPORT_REFUSED", notSent: true, operation: "getFlow" });
    expect(error.message).toBe(`Could not read flow \`f\`: \`${new URL(url).host}\` refused the connection.`);
  });

  test("no TLS on the other side: certainly not sent", async () => {
    const url = await serve(() => {});
    expect(await failure(url.replace("http:", "https:"))).toMatchObject({ code: "TRANSPORT_TLS", notSent: true });
  });

  test("reset after the request: nothing is known", async () => {
    const url = await serve((request) => request.socket.resetAndDestroy());
    expect(await failure(url)).toMatchObject({ code: "TRANSPORT_RESET", notSent: false });
  });

  test("closed without an answer: nothing is known", async () => {
    const url = await serve((request) => request.socket.end());
    expect(await failure(url)).toMatchObject({ code: "TRANSPORT_RESET", notSent: false });
  });

  test("closed in the middle of the answer: nothing is known", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 100 });
      response.write('{"data":', () => response.destroy());
    });
    expect(await failure(url)).toMatchObject({ code: "TRANSPORT_TRUNCATED", notSent: false });
  });

  test("closed in the middle of a chunked answer: nothing is known", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"data":', () => response.destroy());
    });
    expect(await failure(url)).toMatchObject({ code: "TRANSPORT_TRUNCATED", notSent: false });
  });

  test("what is no HTTP: nothing is known", async () => {
    const url = await listen(createSocketServer((socket) => socket.write("hello\r\n\r\n", () => socket.destroy())));
    expect(await failure(url)).toMatchObject({ code: "TRANSPORT_FAILED", notSent: false });
  });

  test("no answer in time: nothing is known", async () => {
    const url = await serve(() => {});
    expect(await failure(url, { timeoutMs: 30 })).toMatchObject({ code: "TRANSPORT_TIMEOUT", notSent: false });
  });

  test("an answer that begins and does not end in time", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("{");
    });
    expect(await failure(url, { timeoutMs: 60 })).toMatchObject({ code: "TRANSPORT_TIMEOUT", notSent: false });
  });

  test("cancelled by the caller", async () => {
    const abort = new AbortController();
    const url = await serve(() => abort.abort());
    expect(await failure(url, { signal: abort.signal })).toMatchObject({ code: "TRANSPORT_ABORTED", notSent: false });
  });

  test("no error tells the key", async () => {
    const url = await serve((request) => request.socket.destroy());
    const error = await failure(url);
    expect(JSON.stringify([error, error.message, String(error.cause)])).not.toContain("geheim-0123");
  });
});

describe("kindOf", () => {
  const coded = (code: string, syscall?: string): Error => Object.assign(new Error("x"), { code, syscall });
  test.each([
    ["ECONNREFUSED", undefined, "TRANSPORT_REFUSED", true],
    ["ENOTFOUND", "getaddrinfo", "TRANSPORT_DNS", true],
    ["EAI_AGAIN", "getaddrinfo", "TRANSPORT_DNS", true],
    ["UND_ERR_CONNECT_TIMEOUT", undefined, "TRANSPORT_CONNECT_TIMEOUT", true],
    ["ETIMEDOUT", "connect", "TRANSPORT_UNREACHABLE", true],
    ["EHOSTUNREACH", "connect", "TRANSPORT_UNREACHABLE", true],
    ["ECONNRESET", "connect", "TRANSPORT_UNREACHABLE", true],
    ["CERT_HAS_EXPIRED", undefined, "TRANSPORT_TLS", true],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", undefined, "TRANSPORT_TLS", true],
    ["ERR_TLS_CERT_ALTNAME_INVALID", undefined, "TRANSPORT_TLS", true],
    ["ECONNRESET", "read", "TRANSPORT_RESET", false],
    ["EPIPE", "write", "TRANSPORT_RESET", false],
    ["UND_ERR_SOCKET", undefined, "TRANSPORT_RESET", false],
    ["ETIMEDOUT", "read", "TRANSPORT_FAILED", false],
    ["ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC", undefined, "TRANSPORT_FAILED", false],
    ["ESOMETHING", undefined, "TRANSPORT_FAILED", false],
  ])("%s while %s is %s", (code, syscall, expected, notSent) => {
    expect(kindOf(coded(code, syscall), false)).toMatchObject({ code: expected, notSent });
  });

  test("all addresses of a host refused", () => {
    const error = new AggregateError([coded("ECONNREFUSED", "connect"), coded("ECONNREFUSED", "connect")]);
    expect(kindOf(error, false)).toMatchObject({ code: "TRANSPORT_REFUSED", notSent: true });
  });

  test("the code may be that of the cause", () => {
    const error = new Error("fetch failed", { cause: coded("ECONNREFUSED") });
    expect(kindOf(error, false).notSent).toBe(true);
  });

  test("after the answer began, nothing counts as not sent", () => {
    expect(kindOf(coded("ECONNREFUSED"), true)).toMatchObject({ code: "TRANSPORT_TRUNCATED", notSent: false });
  });

  test("what is no error at all", () => {
    expect(kindOf(undefined, false)).toMatchObject({ code: "TRANSPORT_FAILED", notSent: false });
  });
});

describe("systemClock", () => {
  test("a sleep ends with the signal's reason", async () => {
    const abort = new AbortController();
    const sleep = systemClock.sleep(60_000, abort.signal);
    abort.abort(new Error("enough"));
    await expect(sleep).rejects.toThrow("enough");
  });

  test("a sleep does not begin when the signal was aborted before", async () => {
    await expect(systemClock.sleep(60_000, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  });

  test("a sleep that nobody aborts ends", async () => {
    await expect(systemClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
  });
});
