import type { RuleInfo } from "../flow/rule.js";
import type { EndpointCode } from "./code.js";

/** A finding in the code, by offsets. */
export interface EndpointFinding {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** Where it differs from the rule's own. */
  readonly severity?: RuleInfo["severity"];
  readonly related?: { readonly message: string; readonly start: number; readonly end: number } | undefined;
  /** Text that is taken out. */
  readonly fix?: { readonly title: string; readonly start: number; readonly end: number };
}

/**
 * A rule about data endpoint code. `find` reports only what is certain: code that it cannot follow is silent. It works on
 * what `EndpointCode` knows and imports nothing heavy, as the list of all rules is loaded whenever anything is validated.
 */
export interface EndpointRule extends RuleInfo {
  readonly find: (code: EndpointCode) => Iterable<EndpointFinding>;
}
