/** Starts emulators and talks to them with plain `fetch`; every exchange is held to the API description. */
import { afterEach, expect } from "vitest";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../../src/emulator/serve.js";
import { type Exchange, OpenApi } from "../support/openapi.js";

export const openApi = new OpenApi();

/** Where the emulator's time stands still. */
export const START = Date.parse("2026-11-22T10:00:00Z");

/** Operations of the description that have been answered with 2xx. */
export const succeeded = new Set<string>();

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** For a request that is wrong on purpose: only the answer is checked. */
  readonly wrong?: boolean;
}

const running: RunningEmulator[] = [];

afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close();
});

/** An emulator of its own with its clock frozen; it is closed after the test. */
export async function start(options: EmulatorOptions = {}): Promise<Api> {
  const emulator = await startEmulator({ now: () => START, ...options });
  running.push(emulator);
  return new Api(emulator);
}

export class Api {
  readonly emulator: RunningEmulator;

  constructor(emulator: RunningEmulator) {
    this.emulator = emulator;
  }

  /** Calls the Platform; `path` is below its base. */
  platform(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
    return this.checked(method, `/platform/v1${path}`, body, options);
  }

  /** Calls the proxy. */
  meta(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
    return this.checked(method, `/meta/whatsapp/v24.0${path}`, body, options);
  }

  /** The scope that calls on a Meta flow need. */
  get scope(): string {
    return `phone_number_id=${this.emulator.phoneNumberId}`;
  }

  async control(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.emulator.url}/__emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  private async checked(method: string, path: string, body: unknown, options: CallOptions): Promise<Answer> {
    const url = this.emulator.url + path;
    const isForm = body instanceof FormData;
    const response = await fetch(url, {
      method,
      headers: {
        "x-api-key": this.emulator.apiKey,
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const exchange: Exchange = {
      method,
      url,
      requestBody: isForm ? await formTexts(body) : body,
      requestType: isForm ? "form" : "json",
      status: response.status,
      contentType: response.headers.get("content-type"),
      responseBody: text === "" ? undefined : JSON.parse(text),
    };
    if (options.wrong !== true) expect(openApi.requestProblems(exchange)).toEqual([]);
    expect(openApi.responseProblems(exchange)).toEqual([]);
    if (response.ok) succeeded.add(openApi.operationOf(method, url)?.id ?? "");
    return { status: response.status, headers: response.headers, body: exchange.responseBody };
  }
}

async function formTexts(form: FormData): Promise<Record<string, string>> {
  const entries = [...form].map(async ([name, value]) => [
    name,
    typeof value === "string" ? value : await value.text(),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

/** The member at a path such as `data.0.id`. */
export function member(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, key) => Reflect.get(Object(at), key), body);
}

/** The same, where a text has to stand. */
export function textAt(answer: Answer, path: string): string {
  const value = member(answer.body, path);
  if (typeof value !== "string") throw new TypeError(`${path} is no text in ${JSON.stringify(answer.body)}`);
  return value;
}

export const code = "async function handler(request, env) {\n  return Response.json({ version: '3.0' });\n}\n";

const footer = { type: "Footer", label: "Go on", "on-click-action": { name: "complete", payload: {} } };

/** A small flow without an endpoint. */
export const staticFlow = {
  version: "7.3",
  screens: [
    { id: "WELCOME", title: "Welcome", terminal: true, layout: { type: "SingleColumnLayout", children: [footer] } },
  ],
};

/** Two screens, the first leading to the second. */
export const twoScreens = {
  version: "7.3",
  screens: [
    {
      id: "FIRST",
      title: "First",
      layout: {
        type: "SingleColumnLayout",
        children: [
          {
            type: "Footer",
            label: "Next",
            "on-click-action": { name: "navigate", next: { type: "screen", name: "LAST" }, payload: {} },
          },
        ],
      },
    },
    { id: "LAST", title: "Last", terminal: true, layout: { type: "SingleColumnLayout", children: [footer] } },
  ],
};

/** A flow that talks to a data endpoint. */
export const dynamicFlow = {
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { START: ["END"], END: [] },
  screens: [
    {
      id: "START",
      title: "Start",
      layout: {
        type: "SingleColumnLayout",
        children: [{ type: "Footer", label: "Next", "on-click-action": { name: "data_exchange", payload: {} } }],
      },
    },
    { id: "END", title: "End", terminal: true, layout: { type: "SingleColumnLayout", children: [footer] } },
  ],
};

/** A flow that Meta finds fault with: an unknown component. */
export const faultyFlow = {
  version: "7.3",
  screens: [
    {
      id: "WELCOME",
      title: "Welcome",
      terminal: true,
      layout: { type: "SingleColumnLayout", children: [{ type: "Paragraph", text: "x" }, footer] },
    },
  ],
};

export interface MadeFlow {
  readonly id: string;
  readonly metaId: string;
}

/** Creates a flow on the Platform. */
export async function createFlow(api: Api, name = "Signup", flowJson: unknown = staticFlow): Promise<MadeFlow> {
  const answer = await api.platform("POST", "/whatsapp/flows", {
    phone_number_id: api.emulator.phoneNumberId,
    name,
    flow_json: flowJson,
  });
  expect(answer.status).toBe(201);
  return { id: textAt(answer, "data.id"), metaId: textAt(answer, "data.meta_flow_id") };
}

/** Does calls in order, each of which has to succeed. */
export async function prepareEndpoint(api: Api, flow: MadeFlow, endpointCode = code): Promise<void> {
  const path = `/whatsapp/flows/${flow.id}`;
  const calls: [string, unknown?][] = [
    ["/setup_encryption"],
    ["/data_endpoint", { code: endpointCode }],
    ["/data_endpoint/deploy"],
    ["/data_endpoint/register"],
  ];
  for (const [call, body] of calls) expect((await api.platform("POST", path + call, body)).status).toBe(200);
}

/** The body of a flow message. */
export function flowMessage(flow: MadeFlow, changes: Readonly<Record<string, unknown>> = {}, to = "+15550100001") {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to,
    type: "interactive",
    interactive: {
      type: "flow",
      body: { text: "Please fill this in" },
      action: {
        name: "flow",
        parameters: {
          flow_message_version: "3",
          flow_id: flow.metaId,
          flow_cta: "Open",
          flow_token: "t-1",
          ...changes,
        },
      },
    },
  };
}
