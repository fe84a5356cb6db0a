/**
 * Asks other servers for endpoint code, which has no network itself. Only allowed hosts, also after redirects; only the
 * open network, unless an address was given as such; nothing of this machine goes along: no proxy, cookies, credentials.
 */
import type { LookupAddress } from "node:dns";
import type { ClientRequestArgs, IncomingMessage } from "node:http";
import type { LookupFunction } from "node:net";
import { allowedHosts, type HostCheck } from "./allowed-hosts.js";
import type { FetchAnswer, FetchRequest } from "./protocol.js";
import { isPublicAddress } from "./public-address.js";

/** Never rejects. */
export type OutsideFetch = (request: FetchRequest, signal: AbortSignal) => Promise<FetchAnswer>;

/** The addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** A phone does not wait longer (kapso-api.md, 16.1). */
const timeLimitMs = 10_000;
const maxBytes = 10 * 1024 * 1024;
/** As in browsers; endpoint code that needs more has lost its way. */
const maxRedirects = 20;

/** Headers about the connection, which is not the code's. */
const ownHeaders = new Set([
  ...["host", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "content-length", "te", "trailer"],
  ...["upgrade", "expect", "accept-encoding"],
]);
/** What a server said of bytes that were taken apart on the way, or of the connection. */
const droppedHeaders = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "trailer"]);
/** Another host must not get them. */
const credentialHeaders = new Set(["authorization", "cookie", "proxy-authorization"]);

export function outsideFetch(allowed: readonly string[], resolve: Resolve = resolveBySystem): OutsideFetch {
  const check = allowedHosts(allowed);
  return async (request, signal) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]);
    try {
      return await follow(request, check, resolve, limit);
    } catch (error) {
      return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
    }
  };
}

async function follow(
  first: FetchRequest,
  check: HostCheck,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<FetchAnswer> {
  let request = first;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    if (!URL.canParse(request.url)) return { kind: "refused", url: request.url };
    const url = new URL(request.url);
    const host = check(url);
    if (host === "refused") return { kind: "refused", url: request.url };
    const response = await send(url, request, host === "named" ? publicOnly(resolve) : anyOf(resolve), signal);
    const { statusCode: status = 0, headers } = response;
    const isRedirect = [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
    if (!isRedirect || request.redirect === "manual") {
      const body = await bytesOf(response);
      return {
        kind: "answered",
        url: url.href,
        status,
        headers: headersOf(response),
        body: body.toString("base64"),
        redirected: redirects > 0,
      };
    }
    response.destroy();
    if (request.redirect === "error") throw new Error("there is a redirect, and the code allows none");
    request = redirected(request, url, new URL(headers.location ?? "", url), status);
  }
  throw new Error("there are too many redirects");
}

/** The request that follows a redirect, by the rules of the fetch standard. */
function redirected(request: FetchRequest, from: URL, to: URL, status: number): FetchRequest {
  const asGet =
    (status === 303 && request.method !== "HEAD") || ([301, 302].includes(status) && request.method === "POST");
  const headers = request.headers
    .filter(([name]) => !(asGet && name.toLowerCase().startsWith("content-")))
    .filter(([name]) => from.origin === to.origin || !credentialHeaders.has(name.toLowerCase()));
  return { ...request, url: to.href, headers, ...(asGet ? { method: "GET", body: null } : {}) };
}

async function send(
  url: URL,
  request: FetchRequest,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { request: open } = await (url.protocol === "https:" ? import("node:https") : import("node:http"));
  const body = request.body === null ? undefined : Buffer.from(request.body, "base64");
  const headers: Record<string, string> = { "accept-encoding": "identity", accept: "*/*" };
  for (const [name, value] of request.headers) if (!ownHeaders.has(name.toLowerCase())) headers[name] = value;
  if (body !== undefined) headers["content-length"] = String(body.length);
  // No agent: no connection outlives its request, and none of another one is used.
  const options: ClientRequestArgs = { method: request.method, headers, lookup, signal, agent: false };
  return new Promise((resolve, reject) => {
    const sent = open(url, options, resolve);
    sent.once("error", reject);
    sent.end(body);
  });
}

async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > maxBytes) throw new Error("the answer has more than 10 MB");
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

function headersOf({ rawHeaders }: IncomingMessage): readonly (readonly [string, string])[] {
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) pairs.push([rawHeaders[i] ?? "", rawHeaders[i + 1] ?? ""]);
  return pairs.filter(([name]) => !droppedHeaders.has(name.toLowerCase()));
}

/** Looks a name up once, and hands on what was looked at, so that a second answer of DNS cannot differ. */
function publicOnly(resolve: Resolve): LookupFunction {
  return lookupBy(async (hostname) => {
    const found = await resolve(hostname);
    const inside = found.find(({ address }) => !isPublicAddress(address));
    if (inside !== undefined) throw new Error(`${hostname} has the address ${inside.address}, which is not public`);
    return found;
  });
}

function anyOf(resolve: Resolve): LookupFunction {
  return lookupBy(resolve);
}

function lookupBy(resolve: Resolve): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (first === undefined) callback(new Error(`${hostname} has no address`), "");
        else if (all === true) callback(null, [...found]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ""),
    );
  };
}

const resolveBySystem: Resolve = async (hostname) => {
  const { lookup } = await import("node:dns/promises");
  return lookup(hostname, { all: true });
};
