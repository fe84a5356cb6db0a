/** From request to response, without a socket. Breaking a connection is left to whoever holds it (`serve.ts`). */
import type { Context, Hono } from "hono";
import { type Control, controlReply } from "./control.js";
import { type Fault, FaultPlan, faultResponse } from "./faults.js";
import { FLOW_DATA } from "./platform-shapes.js";
import { KeyRateLimit } from "./rate-limit.js";
import { graphRefusal, invalidParameter, notFound, Refusal, refusal } from "./refusal.js";
import { RequestLog, type RequestRecord } from "./request-log.js";
import { flowData } from "./routes/flow-data.js";
import { routes } from "./routes/index.js";
import { downloadAsset } from "./routes/meta-assets.js";
import { startState } from "./store.js";
import type { Reply, Route, World } from "./world.js";

export type Answer =
  | { readonly kind: "response"; readonly response: Response }
  /** The response breaks off halfway. */
  | { readonly kind: "truncated"; readonly response: Response }
  /** No response: closed, or reset. */
  | { readonly kind: "close" | "reset" };

export interface App {
  answer(request: Request): Promise<Answer>;
}

export interface AppOptions {
  readonly world: World;
  readonly apiKey: string;
  readonly accessToken: string;
  /** Called after each request that may have changed something. */
  readonly onChange: () => void;
}

const CONTROL = "/__emulator";
const HOUR_MS = 3_600_000;
const SURFACES = { platform: "/platform/v1", proxy: "/meta/whatsapp/:graph_version{v[0-9]+\\.[0-9]+}" } as const;

/** Builds the app; hono is loaded only now. */
export async function createApp(options: AppOptions): Promise<App> {
  const { Hono } = await import("hono");
  const { world } = options;
  const { switches } = world;
  const faults = new FaultPlan();
  const rateLimit = new KeyRateLimit(world);
  const requests = new RequestLog(world.limits.requestsKept);
  const control: Control = {
    world,
    faults,
    requests,
    async reset() {
      world.clock.reset();
      world.store.state = startState(world.clock.now());
      world.inFlight.clear();
      world.switches = switches;
      faults.clear();
      rateLimit.reset();
      world.exchangeLimit.reset();
      world.endpointKeys.reset();
      requests.clear();
      await world.runner?.close();
    },
  };
  const router = new Hono();
  for (const route of routes) addRoute(router, route, options, rateLimit);
  router.get("/assets/:flow_id/flow.json", (context) => download(context, world));
  router.post(`${FLOW_DATA}/:flow_id`, (context) => callOfMeta(context, world));
  // A mistake of ours, or of the validator that was handed in: said aloud, so that it is not taken for a refusal.
  router.onError((error) => respond({ status: 500, body: { error: `The emulator failed: ${error.message}` } }, {}));
  router.notFound((context) => unknownPath(context, options, rateLimit));

  return {
    async answer(request) {
      const url = new URL(request.url);
      if (url.pathname === CONTROL || url.pathname.startsWith(`${CONTROL}/`)) {
        const response = await controlResponse(control, request, url);
        if (request.method !== "GET") options.onChange();
        return { kind: "response", response };
      }
      const fault = faults.take(request.method, url.pathname);
      const record: RequestRecord = {
        method: request.method,
        path: url.pathname,
        query: url.search,
        status: null,
        ...(fault === undefined ? {} : { fault: fault.kind }),
      };
      requests.add(record);
      const answer = await answerWith(fault, world, async () => {
        const response = await router.fetch(request);
        if (request.method !== "GET") options.onChange();
        return response;
      });
      if (answer.kind === "response") record.status = answer.response.status;
      return answer;
    },
  };
}

/** `apply` lets the request take effect. */
async function answerWith(fault: Fault | undefined, world: World, apply: () => Promise<Response>): Promise<Answer> {
  if (fault === undefined) return { kind: "response", response: await apply() };
  switch (fault.kind) {
    case "refuse-before":
      return { kind: "close" };
    case "timeout":
      // By then nobody waits any more.
      await world.sleep(HOUR_MS);
      return { kind: "close" };
    case "reset":
      if (fault.applied) await apply();
      return { kind: "reset" };
    case "status":
      return { kind: "response", response: faultResponse(fault) };
    case "truncated":
      return { kind: "truncated", response: await apply() };
    case "not-json": {
      const { status } = await apply();
      const headers = { "content-type": "application/json; charset=utf-8" };
      return { kind: "response", response: new Response("<html>This is no JSON.</html>", { status, headers }) };
    }
    case "slow": {
      const response = await apply();
      await world.sleep(fault.milliseconds);
      return { kind: "response", response };
    }
  }
}

function addRoute(router: Hono, route: Route, options: AppOptions, rateLimit: KeyRateLimit): void {
  router.on(route.method, SURFACES[route.surface] + route.path, async (context) => {
    let headers: Readonly<Record<string, string>> = {};
    try {
      const authenticated = authenticate(context.req.raw, route.surface, route.keyOptional ?? false, options);
      const counted = rateLimit.count();
      const isTold = route.surface === "platform" || options.world.switches.proxyRateLimitHeaders || !counted.passes;
      headers = isTold ? counted.headers : {};
      if (!counted.passes) throw refusal(429, "Rate limit exceeded");
      const url = new URL(context.req.url);
      const reply = await route.handle({
        world: options.world,
        params: context.req.param(),
        query: url.searchParams,
        body: await readBody(context.req.raw, route),
        origin: url.origin,
        address: url.origin + url.pathname,
        authenticated,
      });
      return respond(reply, headers);
    } catch (error) {
      if (error instanceof Refusal) return respond(error, headers);
      throw error;
    }
  });
}

/** A path without an operation: the key is looked at first there, too. */
function unknownPath(context: Context, options: AppOptions, rateLimit: KeyRateLimit): Response {
  try {
    authenticate(context.req.raw, context.req.path.startsWith("/meta/") ? "proxy" : "platform", false, options);
    return respond(notFound(), rateLimit.count().headers);
  } catch (error) {
    if (error instanceof Refusal) return respond(error, {});
    throw error;
  }
}

/** Whether a key was given; throws when it is missing or wrong. Section 3. */
function authenticate(
  request: Request,
  surface: Route["surface"],
  keyOptional: boolean,
  { apiKey, accessToken }: AppOptions,
): boolean {
  const key = request.headers.get("x-api-key");
  if (key !== null) {
    if (key !== apiKey) throw refusal(401, "Unauthorized");
    return true;
  }
  const token = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (surface === "proxy" && token !== undefined) {
    if (token === accessToken) return true;
    throw graphRefusal(190, "Access token is not valid", { status: 401 });
  }
  if (keyOptional) return false;
  throw refusal(401, "Unauthorized");
}

async function readBody(request: Request, route: Route): Promise<unknown> {
  switch (route.body) {
    case "none":
      return undefined;
    case "json": {
      const text = await request.text();
      if (text.trim() === "") return undefined;
      try {
        const value: unknown = JSON.parse(text);
        return value;
      } catch {
        throw malformed(route, "The request body is not valid JSON");
      }
    }
    case "form":
      try {
        return await request.formData();
      } catch {
        throw malformed(route, "The request body is not valid multipart/form-data");
      }
  }
}

/** Section 9.4: 400 for a malformed request (inferred). */
function malformed({ surface }: Route, sentence: string): Refusal {
  return surface === "platform" ? refusal(400, sentence) : invalidParameter(sentence);
}

function respond({ status, body, text }: Reply, headers: Readonly<Record<string, string>>): Response {
  if (text !== undefined) return new Response(text, { status, headers: { ...headers, "content-type": "text/plain" } });
  if (body === undefined) return new Response(null, { status, headers });
  return Response.json(body, { status, headers: { ...headers, "content-type": "application/json; charset=utf-8" } });
}

async function controlResponse(control: Control, request: Request, url: URL): Promise<Response> {
  try {
    const text = request.method === "GET" ? "" : await request.text();
    const body: unknown = text.trim() === "" ? undefined : parseControlBody(text);
    const path = url.pathname.slice(CONTROL.length);
    return respond(await controlReply(control, { method: request.method, path, body, origin: url.origin }), {});
  } catch (error) {
    if (error instanceof Refusal) return respond(error, {});
    throw error;
  }
}

function parseControlBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(400, "The body is not valid JSON.");
  }
}

function download(context: Context, world: World): Response {
  const url = new URL(context.req.url);
  const call = { params: { flow_id: context.req.param("flow_id") ?? "" }, query: url.searchParams, world };
  try {
    return new Response(downloadAsset(call), { headers: { "content-type": "application/json; charset=utf-8" } });
  } catch (error) {
    if (error instanceof Refusal) return respond(error, {});
    throw error;
  }
}

async function callOfMeta(context: Context, world: World): Promise<Response> {
  const { raw } = context.req;
  const id = context.req.param("flow_id") ?? "";
  try {
    const signature = raw.headers.get("x-hub-signature-256");
    return await flowData(world, { id, body: await raw.text(), signature });
  } catch (error) {
    if (error instanceof Refusal) return respond(error, {});
    throw error;
  }
}
