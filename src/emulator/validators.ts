/** Checks of what is sent in, with the statuses of the real service. They throw a {@link Refusal}. */

import { isObject, type JsonObject } from "../json/object.js";
import { capital } from "../text/capital.js";
import { invalidParameter, refusal } from "./refusal.js";
import type { World } from "./world.js";

/** A JSON text as a value; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body as an object; a missing one counts as empty, because many calls may leave it out (section 6). */
export function platformBody(body: unknown): JsonObject {
  if (body === undefined) return {};
  if (!isObject(body)) throw refusal(422, "The request body must be a JSON object");
  return body;
}

/** The body of a call of the proxy. Throws what Meta answers when it is no object. */
export function graphBody(body: unknown): JsonObject {
  if (body === undefined) return {};
  if (!isObject(body)) throw invalidParameter("The request body must be a JSON object.");
  return body;
}

/** An optional text member on the Platform. */
export function optionalText(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw refusal(422, `${name} must be a string`);
  return value;
}

/** A text that must be there. Throws what the Platform answers otherwise. */
export function requiredText(body: JsonObject, name: string): string {
  const value = optionalText(body, name);
  if (value === undefined || value.trim() === "") throw refusal(422, `${label(name)} can't be blank`);
  return value;
}

/** A switch that is off when it is missing. */
export function optionalBoolean(body: JsonObject, name: string): boolean {
  const value = body[name];
  if (value === undefined || value === null) return false;
  if (typeof value !== "boolean") throw refusal(422, `${name} must be true or false`);
  return value;
}

export function oneOf<T extends string>(body: JsonObject, name: string, allowed: readonly T[]): T | undefined {
  const value = optionalText(body, name);
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw refusal(422, `${name} must be one of ${allowed.join(", ")}`);
  return found;
}

function label(name: string): string {
  const words = name.replaceAll("_", " ");
  return capital(words);
}

/** A whole number of a query, at least 1 and cut at `max`; anything else is a malformed request. */
export function queryCount(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^\d+$/.test(text) || Number(text) < 1) throw refusal(400, `${name} must be a whole number of at least 1`);
  return Math.min(Number(text), max);
}

/** An ISO 8601 instant of a query, in milliseconds. */
export function queryInstant(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw refusal(400, `${name} must be an ISO 8601 time`);
  return instant;
}

/** One of a closed list of words in a query. */
export function queryWord<T extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const found = allowed.find((candidate) => candidate === text);
  if (found === undefined) throw refusal(400, `${name} must be one of ${allowed.join(", ")}`);
  return found;
}

/** A page of a Platform list (section 8), newest first; `items` are oldest first. */
export function platformPage<T>(
  items: readonly T[],
  query: URLSearchParams,
  { limits, switches }: Pick<World, "limits" | "switches">,
): { readonly items: readonly T[]; readonly meta: JsonObject } {
  const page = queryCount(query, "page", 1, Number.MAX_SAFE_INTEGER);
  const perPage = queryCount(query, "per_page", limits.perPageDefault, limits.perPageMax);
  return {
    items: items.toReversed().slice((page - 1) * perPage, page * perPage),
    meta: {
      [switches.pageMember]: page,
      per_page: perPage,
      total_pages: Math.ceil(items.length / perPage),
      total_count: items.length,
    },
  };
}

/** UTF-8 bytes of a text. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
