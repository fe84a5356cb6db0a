/** Faults a test orders in advance: which requests they meet, and what happens to those. */
import { isObject } from "../json/object.js";

/** What happens instead of, or after, the normal answer. */
export type Fault =
  /** Closed before anything is read: nothing was applied. */
  | { readonly kind: "refuse-before" }
  /** Reset; `applied` says whether the request took effect first. */
  | { readonly kind: "reset"; readonly applied: boolean }
  /** Never answered, and not applied. */
  | { readonly kind: "timeout" }
  /** Another answer, and not applied. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body: unknown;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** Applied; the connection breaks in the middle of the answer. */
  | { readonly kind: "truncated" }
  /** Applied; the answer says JSON and is none. */
  | { readonly kind: "not-json" }
  /** Applied, and answered late. */
  | { readonly kind: "slow"; readonly milliseconds: number };

interface OrderedFault {
  readonly method: string | undefined;
  readonly path: RegExp;
  readonly fault: Fault;
  left: number;
}

/** The faults that are still to happen, in the order in which they were asked for. */
export class FaultPlan {
  private orders: OrderedFault[] = [];

  /** Adds to what was ordered before; throws a {@link FaultSyntaxError} and adds nothing when one is wrong. */
  order(list: readonly unknown[]): void {
    this.orders.push(...list.map(parseOrder));
  }

  clear(): void {
    this.orders = [];
  }

  /** How many requests are still going to be met. */
  get pending(): number {
    return this.orders.reduce((sum, order) => sum + order.left, 0);
  }

  /** The fault for this request, which is thereby used up; the first that fits wins. */
  take(method: string, path: string): Fault | undefined {
    const order = this.orders.find((candidate) => (candidate.method ?? method) === method && candidate.path.test(path));
    if (order === undefined) return undefined;
    order.left -= 1;
    if (order.left === 0) this.orders.splice(this.orders.indexOf(order), 1);
    return order.fault;
  }
}

/** A fault order that cannot be understood; the message says why. */
export class FaultSyntaxError extends Error {}

function parseOrder(value: unknown): OrderedFault {
  if (!isObject(value)) throw new FaultSyntaxError("A fault must be an object with method, path, fault and times.");
  const { method, path = "", fault, times = 1 } = value;
  if (method !== undefined && typeof method !== "string") throw new FaultSyntaxError("method must be a string.");
  if (typeof path !== "string") throw new FaultSyntaxError("path must be a regular expression in a string.");
  if (typeof times !== "number" || !Number.isInteger(times) || times < 1) {
    throw new FaultSyntaxError("times must be a whole number of at least 1.");
  }
  return {
    method: method === undefined || method === "*" ? undefined : method.toUpperCase(),
    path: regularExpression(path),
    fault: parseFault(fault, value.body, value.headers),
    left: times,
  };
}

function regularExpression(text: string): RegExp {
  try {
    return new RegExp(text, "u");
  } catch {
    throw new FaultSyntaxError(`path \`${text}\` is not a regular expression.`);
  }
}

function parseFault(text: unknown, body: unknown, headers: unknown): Fault {
  if (typeof text !== "string") throw new FaultSyntaxError("fault must be a string.");
  const [kind, argument] = text.split(":", 2);
  const number = argument !== undefined && /^\d+$/.test(argument) ? Number(argument) : undefined;
  switch (kind) {
    case "refuse-before":
    case "timeout":
    case "truncated":
    case "not-json":
      if (argument === undefined) return { kind };
      break;
    case "reset-before":
    case "reset-after":
      if (argument === undefined) return { kind: "reset", applied: kind === "reset-after" };
      break;
    case "status":
      if (number !== undefined && number >= 200 && number <= 599) {
        return { kind, status: number, body, headers: headerTexts(headers) };
      }
      break;
    case "slow":
      if (number !== undefined) return { kind, milliseconds: number };
      break;
  }
  throw new FaultSyntaxError(
    `fault \`${text}\` is not known; expected refuse-before, reset-before, reset-after, timeout, status:NNN, truncated, not-json or slow:MS.`,
  );
}

function headerTexts(headers: unknown): Record<string, string> {
  if (headers === undefined) return {};
  if (!isObject(headers)) throw new FaultSyntaxError("headers must be an object.");
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** The answer of a `status` fault: a text as it is, anything else as JSON, a sentence when nothing was given. */
export function faultResponse({ status, body, headers }: Extract<Fault, { kind: "status" }>): Response {
  const isBodiless = status === 204 || status === 304;
  const text = typeof body === "string" ? body : JSON.stringify(body ?? { error: `Injected fault: status ${status}` });
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  return new Response(isBodiless ? null : text, { status, headers: { "content-type": type, ...headers } });
}
