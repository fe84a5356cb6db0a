import { property } from "../json/node.js";
import type { Component, FlowDocument } from "./document.js";
import { isLiteralText } from "./literal.js";
import type { LiteralType } from "./spec.js";
import { versionNumber } from "./versions.js";

/** From this version the initial value of a number input is a number. Source: changelog of March 11th, 2025. */
const numericInitialValues = versionNumber("7.0");

/** Whether a CalendarPicker takes one day or a range; undefined when that is decided later. */
export function calendarMode(flow: FlowDocument, component: Component): "single" | "range" | undefined {
  const mode = property(component.node, "mode");
  if (mode === undefined) return "single";
  if (!isLiteralText(flow, mode)) return undefined;
  return mode.value === "single" || mode.value === "range" ? mode.value : undefined;
}

const text: readonly LiteralType[] = ["string"];
const list: readonly LiteralType[] = ["array"];
const truth: readonly LiteralType[] = ["boolean"];
const number: readonly LiteralType[] = ["number"];
const textOrNumber: readonly LiteralType[] = ["string", "number"];
// The parameter table has a list, the table of Form a string.
const textOrList: readonly LiteralType[] = ["string", "array"];
const object: readonly LiteralType[] = ["object"];
const textOrObject: readonly LiteralType[] = ["string", "object"];

/** The types that a component can start with; undefined for one that takes no initial value. */
export function initialTypes(flow: FlowDocument, component: Component): readonly LiteralType[] | undefined {
  switch (component.spec?.type) {
    case "TextInput":
      return textInputTypes(flow, component);
    case "TextArea":
    case "DatePicker":
    case "Dropdown":
      return text;
    case "RadioButtonsGroup":
      return textOrList;
    case "CheckboxGroup":
    case "ChipsSelector":
      return list;
    case "OptIn":
      return truth;
    case "CalendarPicker": {
      const mode = calendarMode(flow, component);
      if (mode === undefined) return textOrObject;
      return mode === "range" ? object : text;
    }
    default:
      return undefined;
  }
}

function textInputTypes(flow: FlowDocument, component: Component): readonly LiteralType[] {
  const type = property(component.node, "input-type");
  if (type === undefined) return text;
  if (!isLiteralText(flow, type)) return textOrNumber;
  if (type.value !== "number") return text;
  return flow.versionKnown && flow.version >= numericInitialValues ? number : textOrNumber;
}
