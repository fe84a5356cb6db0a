import type { Component } from "../flow/document.js";
import { open, type Place, value } from "../flow/rule.js";
import { property } from "../json/node.js";

/** Where a finding about a component as a whole points: its type. */
export function componentPlace(component: Component): Place {
  const type = property(component.node, "type");
  return type === undefined ? open(component.node) : value(type);
}
