import type { RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";

/** What the rules with Meta's one code for routing share. */
export const invalidRoutingModel: Pick<RuleInfo, "code" | "severity" | "source"> = {
  code: "INVALID_ROUTING_MODEL",
  severity: "error",
  source: sources.errorCodes,
};

/** `leads to itself` and the like are about screens that have an id; the graph holds no other. */
export function idOf(screen: { readonly id: string | undefined }): string {
  return screen.id ?? "";
}
