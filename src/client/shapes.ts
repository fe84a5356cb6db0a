/**
 * Reads answers into wire types. Only what the client or its callers rely on is checked: an answer may have more than is
 * described, and must not be refused for it.
 */
import { isObject } from "../json/object.js";
import type { PageMeta } from "./wire.js";

/** Turns the parsed body (undefined when there was none) into a result. Throws {@link Mismatch}. */
export type Reader<T> = (body: unknown) => T;

/** The body is not what the API describes; the message goes on from "the answer". */
export class Mismatch extends Error {}

/** One page of a list, and where it stands when the service said so. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly meta: PageInfo | null;
}

/** {@link PageMeta} as far as it came; endpoints were seen that leave parts of it out. */
export type PageInfo = Partial<PageMeta> & Pick<PageMeta, "page">;

type Kind = "string" | "number" | "boolean" | "object" | "array";
/** With a question mark: may be null or missing. */
type Rule = Kind | `${Kind}?`;
type Rules<T> = { readonly [K in keyof T & string]?: Rule };

/** An object with members of these kinds; members not named are left alone. */
export function record<T extends object>(rules: Rules<T>): Reader<T> {
  return (body) => {
    if (fits<T>(body, rules)) return body;
    throw new Mismatch(problemOf(body, rules) ?? "is not usable");
  };
}

function fits<T extends object>(body: unknown, rules: Rules<T>): body is T {
  return problemOf(body, rules) === null;
}

function problemOf(body: unknown, rules: Readonly<Record<string, Rule | undefined>>): string | null {
  if (!isObject(body)) return `is ${describe(body)} instead of an object`;
  for (const [key, rule] of Object.entries(rules)) {
    if (rule === undefined) continue;
    const value = body[key];
    const optional = rule.endsWith("?");
    if (optional && (value === null || value === undefined)) continue;
    if (kindOfValue(value) !== (optional ? rule.slice(0, -1) : rule)) return `has no usable \`${key}\``;
  }
  return null;
}

/** The content of the Platform's `data`, or the body itself where the wrapper is missing (kapso-api.md section 8). */
export function data<T>(read: Reader<T>): Reader<T> {
  return (body) => read(isObject(body) && body.data !== undefined ? body.data : body);
}

/** A list whose items are all read by `read`. */
export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (body) => {
    if (!Array.isArray(body)) throw new Mismatch(`is ${describe(body)} instead of a list`);
    return body.map((item: unknown) => read(item));
  };
}

/** A list with page numbers. `meta` may be missing, and may say `current_page` (kapso-api.md section 8). */
export function page<T>(read: Reader<T>): Reader<Page<T>> {
  const items = data(listOf(read));
  return (body) => ({ items: items(body), meta: isObject(body) ? pageInfo(body.meta) : null });
}

function pageInfo(meta: unknown): PageInfo | null {
  if (!isObject(meta)) return null;
  const current = meta.page ?? meta.current_page;
  if (typeof current !== "number") return null;
  return {
    page: current,
    ...(typeof meta.per_page === "number" && { per_page: meta.per_page }),
    ...(typeof meta.total_pages === "number" && { total_pages: meta.total_pages }),
    ...(typeof meta.total_count === "number" && { total_count: meta.total_count }),
  };
}

/** An object that tells of no error; what else it says does not matter. */
export function acknowledgement(body: unknown): void {
  if (!isObject(body)) throw new Mismatch(`is ${describe(body)} instead of an object`);
  if (body.error !== undefined && body.error !== null)
    throw new Mismatch("has an `error`, although its status says success");
}

function kindOfValue(value: unknown): string {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}

function describe(value: unknown): string {
  switch (kindOfValue(value)) {
    case "undefined":
      return "empty";
    case "null":
      return "null";
    case "array":
      return "a list";
    case "object":
      return "an object";
    case "string":
      return "text";
    default:
      return "a bare value";
  }
}
