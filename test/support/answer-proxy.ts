/** Stands before the emulator for faults that it has not: the request takes effect, and another answer comes back. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What comes back instead of the real answer. */
export interface FalseAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** Milliseconds between one byte and the next. */
  readonly dripMs?: number;
}

export interface AnswerProxy {
  readonly url: string;
  answer: FalseAnswer;
  close(): Promise<void>;
}

export async function startAnswerProxy(target: string, sleep: (ms: number) => Promise<void>): Promise<AnswerProxy> {
  const proxy = { answer: { status: 500, type: "text/plain", body: "" } };
  const server = createServer((request, response) => {
    void (async () => {
      await forward(target, request);
      await send(response, proxy.answer, sleep);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(proxy, {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function forward(target: string, request: IncomingMessage): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString();
  const headers = Object.fromEntries(
    ["x-api-key", "content-type"].flatMap((name) => {
      const value = request.headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
  const method = request.method ?? "GET";
  await fetch(target + (request.url ?? ""), { method, headers, ...(body === "" ? {} : { body }) });
}

async function send(response: ServerResponse, answer: FalseAnswer, sleep: (ms: number) => Promise<void>) {
  const { status, type, body, dripMs } = answer;
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  if (dripMs === undefined) {
    response.end(body);
    return;
  }
  for (const letter of body) {
    if (response.destroyed) return;
    response.write(letter);
    await sleep(dripMs);
  }
  response.end();
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new TypeError("The proxy has no port.");
  return address.port;
}
