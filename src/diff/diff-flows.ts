/** The semantic difference of two Flow JSON documents. */
import { canonicalJson } from "../json/canonical.js";
import type { FlowDifference } from "./difference.js";
import { flipped } from "./facts.js";
import { flowFacts } from "./flow-facts.js";
import { inOrder } from "./order.js";
import { changeOf } from "./words.js";

/**
 * What `after` means otherwise than `before`; both are values as JSON has them, of any shape. Layout, the order of keys
 * and that of routes mean nothing. Going back says the opposite: what belongs together is found out the same way for
 * both directions.
 */
export function diffFlows(before: unknown, after: unknown): FlowDifference {
  const [first, second] = [canonicalJson(before), canonicalJson(after)];
  if (first === second) return { changes: [] };
  const facts = first < second ? flowFacts(before, after) : flowFacts(after, before).map(flipped);
  return { changes: inOrder(facts).map(changeOf) };
}
