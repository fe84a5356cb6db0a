import type { Screen } from "../flow/document.js";
import { open, type Place, value } from "../flow/rule.js";
import { property } from "../json/node.js";

/** Where a finding about a screen as a whole points: its id. */
export function screenPlace(screen: Screen): Place {
  const id = property(screen.node, "id");
  return id === undefined ? open(screen.node) : value(id);
}
