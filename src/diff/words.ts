/** Differences in sentences. Values are of a flow, so they are shortened and stand in backticks. */
import { shorten } from "../flow/words.js";
import { counted } from "../text/counted.js";
import type { FlowChange } from "./difference.js";
import type { Fact, Sides } from "./facts.js";
import { screenName } from "./labels.js";
import { member } from "./values.js";

/** The difference from the left to the right document. */
export function changeOf(fact: Fact): FlowChange {
  const { subject, change, screen, spot } = fact;
  return {
    subject,
    change,
    screenId: screen.right?.id ?? screen.left?.id ?? null,
    text: textOf(fact),
    before: spot.left?.pointer ?? null,
    after: spot.right?.pointer ?? null,
  };
}

function textOf(fact: Fact): string {
  switch (fact.subject) {
    case "flow":
      return fact.path === "" ? "The whole document is another." : `${propertyText(fact)}.`;
    case "route":
      return routeText(fact);
    case "screen":
      return screenText(fact);
    case "data":
      return `${onScreen(fact)}data field ${code(fact.owner.left)}${dataText(fact)}.`;
    case "component":
      return `${onScreen(fact)}${componentText(fact)}.`;
    case "property": {
      const owner = fact.owner.left === "" ? "" : `${fact.owner.left}: `;
      return `${onScreen(fact)}${owner}${propertyText(fact)}.`;
    }
  }
}

function onScreen({ screen }: Fact): string {
  const name = screen.right ?? screen.left;
  return name === null ? "" : `${screenName(name)}: `;
}

function routeText({ owner, path, change, spot }: Fact): string {
  const from = code(owner.left);
  // An entry without routes, and not one with a route to a screen without name.
  const isEntry = Array.isArray((spot.right ?? spot.left)?.value);
  const gone = change === "removed";
  if (isEntry) return `\`routing_model\` ${gone ? "loses" : "gets"} an entry for ${from} without routes.`;
  return `The route from ${from} to ${code(path)} is ${gone ? "removed" : "added"}.`;
}

function screenText({ screen, change, place, size }: Fact): string {
  const { left, right } = screen;
  const name = left ?? right;
  const subject = name === null ? "A screen" : screenName(name);
  const holding = size === undefined || size === 0 ? "" : `, with ${counted(size, "component")}`;
  switch (change) {
    case "added":
      return `${subject} is added${holding}.`;
    case "removed":
      return `${subject} is removed${holding}.`;
    case "renamed":
      return `${subject} is renamed to ${code(right?.id ?? "")}.`;
    case "moved":
      return `${right === null ? subject : screenName(right)} moves from ${place?.left} to ${place?.right}.`;
    case "changed":
      return `${subject} is another.`;
  }
}

function componentText({ owner, change, place, size, spot }: Fact): string {
  const holding = size === undefined || size === 0 ? "" : `, with ${counted(size, "component")} in it`;
  switch (change) {
    case "added":
      return `${owner.right} is added${holding}`;
    case "removed":
      return `${owner.left} is removed${holding}`;
    case "renamed":
      return `${owner.left} is renamed to ${value(member(spot.right?.value, "name"))}`;
    case "moved":
      return `${owner.left} moves from ${place?.left} to ${place?.right}`;
    case "changed":
      return `${owner.left} becomes a ${value(member(spot.right?.value, "type"))}`;
  }
}

function dataText(fact: Fact): string {
  if (fact.path !== "") return `: ${propertyText(fact)}`;
  const { change, spot } = fact;
  const type = member((spot.right ?? spot.left)?.value, "type");
  const kind = typeof type === "string" ? ` (${code(type)})` : "";
  if (change === "added" || change === "removed") return `${kind} is ${change}`;
  return changeText(spot);
}

function propertyText(fact: Fact): string {
  const { path, change, spot } = fact;
  const name = code(path, 80);
  switch (change) {
    case "added":
      return `${name} is ${path.endsWith("]") ? "added:" : "set to"} ${value(spot.right?.value)}`;
    case "removed":
      return `${name} is removed; it was ${value(spot.left?.value)}`;
    case "moved":
      return `${name} has its entries in another order`;
    case "changed":
    case "renamed":
      return `${name}${changeText(spot)}`;
  }
}

function changeText({ left, right }: Fact["spot"]): string {
  const shown = apart({ left: left?.value, right: right?.value });
  return shown === undefined
    ? " changes in characters that look the same"
    : ` changes from ${shown.left} to ${shown.right}`;
}

/** Both values in words that differ as the values do; undefined where these cannot be seen. */
function apart({ left, right }: Sides<unknown>): Sides<string> | undefined {
  const pairs = [
    { left: value(left), right: value(right) },
    { left: `the ${typeOf(left)} ${value(left)}`, right: `the ${typeOf(right)} ${value(right)}` },
    ...windows(String(left), String(right)),
    ...windows(JSON.stringify(left) ?? "", JSON.stringify(right) ?? ""),
  ];
  return pairs.find((pair) => pair.left !== pair.right);
}

/** Long texts from shortly before where they part. */
function windows(left: string, right: string): readonly Sides<string>[] {
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at++;
  const from = Math.max(0, at - 20);
  const cut = (text: string): string => code(`${from > 0 ? "…" : ""}${text.slice(from)}`);
  return [{ left: cut(left), right: cut(right) }];
}

function value(of: unknown): string {
  if (of === "") return "an empty text";
  return code(typeof of === "string" ? of : (JSON.stringify(of) ?? ""));
}

function typeOf(of: unknown): string {
  return of === null ? "value" : Array.isArray(of) ? "list" : typeof of === "string" ? "text" : typeof of;
}

function code(text: string, most = 60): string {
  const shown = shorten(text, most);
  return shown.trim() === "" ? "a blank text" : `\`${shown}\``;
}
