/** Checks a flow message against section 13, with the codes of the Cloud API. */
import { readScreenIds } from "../flow/entry-screens.js";
import { isObject, type JsonObject } from "../json/object.js";
import { graphRefusal, type Refusal, refusal } from "./refusal.js";
import type { FlowRecord } from "./store.js";
import type { World } from "./world.js";

export interface FlowMessage {
  /** Digits only. */
  readonly to: string;
  /** As it was given. */
  readonly input: string;
  readonly flow: FlowRecord;
  readonly flowToken: string | null;
  readonly mode: "draft" | "published";
}

/** Code 131008. */
function missing(path: string): Refusal {
  return graphRefusal(131008, "Required parameter is missing", { details: `${path} is required.` });
}

/** Code 131009. */
function invalid(path: string, expected: string): Refusal {
  return graphRefusal(131009, "Parameter value is not valid", { details: `${path} ${expected}.` });
}

function object(parent: JsonObject, path: string, name: string): JsonObject {
  const value = optionalObject(parent, path, name);
  if (value === undefined) throw missing(join(path, name));
  return value;
}

function optionalObject(parent: JsonObject, path: string, name: string): JsonObject | undefined {
  const value = parent[name];
  if (value === undefined) return undefined;
  if (!isObject(value)) throw invalid(join(path, name), "must be an object");
  return value;
}

function text(parent: JsonObject, path: string, name: string): string | undefined {
  const value = parent[name];
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw invalid(join(path, name), "must be a string");
  return value;
}

/** A text with a length: characters as people count them. */
function boundedText(parent: JsonObject, path: string, name: string, max: number): string {
  const value = text(parent, path, name);
  if (value === undefined) throw missing(join(path, name));
  const length = [...value].length;
  if (length < 1 || length > max) throw invalid(join(path, name), `must have 1 to ${max} characters`);
  return value;
}

/** A member with one allowed word. */
function constant(parent: JsonObject, path: string, name: string, expected: string): void {
  const value = parent[name];
  if (value === undefined) throw missing(join(path, name));
  if (value !== expected) throw invalid(join(path, name), `must be ${expected}`);
}

function choice<T extends string>(
  parent: JsonObject,
  path: string,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = text(parent, path, name);
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw invalid(join(path, name), `must be one of ${allowed.join(", ")}`);
  return found;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** What the message asks for, or a refusal. */
export function flowMessage(world: World, businessAccountId: string, body: JsonObject): FlowMessage {
  const { limits } = world;
  constant(body, "", "messaging_product", "whatsapp");
  choice(body, "", "recipient_type", ["individual"]);
  const input = recipient(body);
  constant(body, "", "type", "interactive");
  const context = optionalObject(body, "", "context");
  if (context !== undefined && text(context, "context", "message_id") === undefined)
    throw missing("context.message_id");
  const interactive = object(body, "", "interactive");
  constant(interactive, "interactive", "type", "flow");
  const header = optionalObject(interactive, "interactive", "header");
  if (header !== undefined && text(header, "interactive.header", "type") === "text") {
    boundedText(header, "interactive.header", "text", limits.headerLength);
  }
  const inner = object(interactive, "interactive", "body");
  boundedText(inner, "interactive.body", "text", limits.bodyLength);
  const footer = optionalObject(interactive, "interactive", "footer");
  if (footer !== undefined) boundedText(footer, "interactive.footer", "text", limits.footerLength);
  const action = object(interactive, "interactive", "action");
  constant(action, "interactive.action", "name", "flow");
  const parameters = object(action, "interactive.action", "parameters");
  return { to: input.replaceAll(/\D/g, ""), input, ...flowParameters(world, businessAccountId, parameters) };
}

function recipient(body: JsonObject): string {
  const to = body.to;
  // Kapso answers this one itself, in its own form (section 13).
  if (to === undefined || to === "") throw refusal(400, "Phone number is required");
  if (typeof to !== "string" || !/^\+?[\d\s().-]+$/.test(to)) throw invalid("to", "must be a phone number");
  const digits = to.replaceAll(/\D/g, "").length;
  // E.164 has at most 15 digits.
  if (digits < 7 || digits > 15) throw invalid("to", "must be a phone number with country code");
  return to;
}

const PARAMETERS = "interactive.action.parameters";

function flowParameters(world: World, businessAccountId: string, parameters: JsonObject) {
  constant(parameters, PARAMETERS, "flow_message_version", "3");
  const cta = boundedText(parameters, PARAMETERS, "flow_cta", world.limits.ctaLength);
  if (/\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u.test(cta))
    throw invalid(`${PARAMETERS}.flow_cta`, "must have no emoji");
  const flowToken = text(parameters, PARAMETERS, "flow_token") ?? null;
  const mode = choice(parameters, PARAMETERS, "mode", ["draft", "published"]) ?? "published";
  const flow = wantedFlow(world, businessAccountId, parameters);
  const flowAction = choice(parameters, PARAMETERS, "flow_action", ["navigate", "data_exchange"]) ?? "navigate";
  const payload = optionalObject(parameters, PARAMETERS, "flow_action_payload");
  if (payload !== undefined) {
    if (flowAction !== "navigate") {
      throw invalid(`${PARAMETERS}.flow_action_payload`, "may only be given with flow_action navigate");
    }
    checkPayload(flow, payload);
  }
  return { flow, flowToken, mode };
}

function wantedFlow(world: World, businessAccountId: string, parameters: JsonObject): FlowRecord {
  const id = text(parameters, PARAMETERS, "flow_id");
  const name = text(parameters, PARAMETERS, "flow_name");
  if (id !== undefined && name !== undefined) {
    throw invalid(`${PARAMETERS}.flow_id`, "and flow_name must not be given together");
  }
  if (id === undefined && name === undefined) throw missing(`${PARAMETERS}.flow_id or flow_name`);
  const { store } = world;
  const flow = id !== undefined ? store.metaFlow(id) : store.flowNamed(businessAccountId, name ?? "");
  if (flow === undefined || flow.businessAccountId !== businessAccountId) {
    throw invalid(`${PARAMETERS}.${id === undefined ? "flow_name" : "flow_id"}`, "must name a flow of this WABA");
  }
  return flow;
}

/** The first screen must exist and be one that no other leads to; data, when given, is not empty. */
function checkPayload(flow: FlowRecord, payload: JsonObject): void {
  const path = `${PARAMETERS}.flow_action_payload`;
  const screen = text(payload, path, "screen");
  const data = optionalObject(payload, path, "data");
  if (data !== undefined && Object.keys(data).length === 0) throw invalid(`${path}.data`, "must not be empty");
  if (screen === undefined) return;
  const screens = readScreenIds(flow.flowJsonText ?? "");
  if (!screens.all.has(screen)) throw invalid(`${path}.screen`, "must be a screen of the flow");
  if (!screens.entry.has(screen)) throw invalid(`${path}.screen`, "must be an entry screen of the flow");
}
