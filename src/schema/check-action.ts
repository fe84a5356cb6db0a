import { key, open, value } from "../flow/rule.js";
import type { ActionSlot, Shape } from "../flow/spec.js";
import { within } from "../flow/versions.js";
import { found, quoted } from "../flow/words.js";
import { memberOf, type ObjectNode, property } from "../json/node.js";
import { didYouMean } from "../text/nearest.js";
import type { Scope } from "./scope.js";

type ActionShape = Extract<Shape, { kind: "action" }>;

/** Checks the name of an action against what the slot takes, and its keys against what that action takes. */
export function checkAction(node: ObjectNode, shape: ActionShape, scope: Scope): void {
  const name = property(node, "name");
  if (name?.kind !== "string") return;
  const allowed = shape.names
    .filter((choice) => !scope.flow.versionKnown || within(scope.tables.version, choice))
    .map((choice) => choice.name);
  if (!allowed.includes(name.value)) {
    const owner = scope.component?.type ?? "this component";
    const choice = shape.names.find((known) => known.name === name.value);
    const why =
      choice?.since === undefined ? didYouMean(name.value, allowed) : ` It came with Flow JSON ${choice.since}.`;
    const message = `\`${shape.slot}\` of ${owner} takes ${quoted(allowed)}; found ${found(name)}.${why}`;
    scope.report(nameRule(shape, name.value, scope), value(name), message);
    return;
  }
  if (shape.slot === "on-click-action") checkKeys(node, name.value, scope);
}

function nameRule(shape: ActionShape, name: string, scope: Scope): string {
  const bySlot: Readonly<Record<ActionSlot, string>> = {
    "on-click-action": "action-name-on-click",
    "on-select-action": "action-name-on-select",
    "on-unselect-action": "action-name-on-unselect",
  };
  if (shape.slot !== "on-select-action") return bySlot[shape.slot];
  const known = shape.names.map((choice) => choice.name);
  if (known.length === 1) {
    return known[0] === "data_exchange" ? "action-name-on-select-data-exchange-only" : "action-name-on-unselect";
  }
  const chips = scope.component?.type === "ChipsSelector" && name === "update_data";
  return chips ? "component-chips-actions-version" : bySlot[shape.slot];
}

/** Which of `payload`, `next` and `url` an action takes. */
function checkKeys(node: ObjectNode, name: string, scope: Scope): void {
  const { report } = scope;
  const next = memberOf(node, "next");
  const url = memberOf(node, "url");
  if (name === "navigate") {
    if (next === undefined) {
      report("navigate-next-required", open(node), "`next` is missing: it says to which screen `navigate` goes.");
    } else {
      const type = property(next.value, "type");
      if (type?.kind === "string" && type.value !== "screen") {
        report("navigate-next-type", value(type), `\`type\` of \`next\` is \`screen\`; found ${found(type)}.`);
      }
    }
  } else if (next !== undefined) {
    report(
      "navigate-next-forbidden",
      key(next.value),
      `\`next\` means nothing to \`${name}\`; only \`navigate\` has it.`,
    );
  }
  if (name === "open_url") {
    if (url === undefined)
      report("action-open-url-required", open(node), "`url` is missing: it says what `open_url` opens.");
    const payload = memberOf(node, "payload");
    if (payload !== undefined) {
      report("action-open-url-payload", key(payload.value), "`open_url` takes no `payload`.");
    }
  } else if (url !== undefined && scope.nested) {
    report("action-url-forbidden", key(url.value), `\`url\` means nothing to \`${name}\`; only \`open_url\` has it.`);
  }
}
