import type { Component, Screen } from "../../flow/document.js";
import { textOf } from "../../flow/document.js";
import type { Check, Report, RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { quotedAll, shorten } from "../../flow/words.js";
import { componentPlace } from "../component-place.js";

const shared = {
  code: "COMPONENTS_OUTSIDE_FORM",
  severity: "error",
  since: "4.0",
  why: "When a screen has a Form, all its inputs stand in it; Meta refuses a flow that mixes both.",
  source: sources.errorCodes,
} as const;

const rules: readonly RuleInfo[] = [
  { ...shared, id: "form-component-outside", what: "Inputs of one type stand outside the Form of their screen." },
  {
    ...shared,
    id: "form-components-outside",
    what: "Inputs of several types stand outside the Form of their screen.",
  },
];

/** Inputs beside a Form. */
export const componentsOutside: Check = {
  rules,
  run: (flow, report) => {
    for (const screen of flow.screens) checkScreen(screen, report);
  },
};

function checkScreen(screen: Screen, report: Report): void {
  const form = screen.children?.components.find((component) => component.spec?.type === "Form");
  if (form === undefined) return;
  const outside = screen.components.filter((component) => component.spec?.input === true && !component.inForm);
  const [first, ...others] = outside;
  if (first === undefined) return;
  const types = [...new Set(outside.map((component) => component.type ?? ""))];
  const form_ = formName(form);
  const message =
    types.length === 1
      ? `This screen has ${form_}, so a ${types[0] ?? ""} must stand in it; move it there.`
      : `This screen has ${form_}, so ${quotedAll(types)} must stand in it; move them there.`;
  report(types.length === 1 ? "form-component-outside" : "form-components-outside", componentPlace(first), message, {
    related: [
      ...others.map((component) => ({ message: "This one as well.", place: componentPlace(component) })),
      { message: "The Form.", place: componentPlace(form) },
    ],
  });
}

function formName(form: Component): string {
  const name = textOf(form.node, "name");
  return name === undefined ? "a Form" : `the Form \`${shorten(name)}\``;
}
