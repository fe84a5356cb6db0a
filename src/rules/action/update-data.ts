import { operandType, schemaType } from "../../flow/data-model.js";
import type { Action, FlowDocument } from "../../flow/document.js";
import { classify } from "../../flow/expression/classify.js";
import { typeInWords } from "../../flow/expression/types.js";
import { resolve } from "../../flow/references.js";
import { type Check, inside, key, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { found, shorten, typeList } from "../../flow/words.js";
import { type Member, property } from "../../json/node.js";
import { didYouMean } from "../../text/nearest.js";
import { screenName } from "../reference-message.js";
import { fitsTypes } from "../reference-types.js";

const rules: readonly RuleInfo[] = [
  {
    id: "action-update-data-unknown-key",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    severity: "error",
    since: "6.0",
    what: "`update_data` sets a field that the screen's data model does not declare.",
    why: "`update_data` changes the data of its own screen, and only what is declared there.",
    source: sources.flowJson,
  },
  {
    id: "action-update-data-self",
    code: "WF_UPDATE_DATA_NO_EFFECT",
    severity: "warning",
    since: "6.0",
    what: "`update_data` sets a field to its own value.",
    why: "Nothing changes.",
    source: sources.own,
  },
  {
    id: "action-update-data-type",
    code: "WF_UPDATE_DATA_TYPE",
    severity: "warning",
    since: "6.0",
    what: "`update_data` gives a field a value of another type than declared.",
    why: "Components that are bound to the field may break.",
    source: sources.flowJson,
  },
];

function checkMember(flow: FlowDocument, action: Action, member: Member, report: Report): void {
  const { screen } = action.component;
  const field = property(screen.data, member.key);
  if (field === undefined) {
    const hint = didYouMean(member.key, screen.data?.members.map((known) => known.key) ?? []);
    const message = `The data model of ${screenName(screen)} declares no field \`${shorten(member.key)}\`.${hint}`;
    report("action-update-data-unknown-key", key(member.value), message);
    return;
  }
  const node = member.value;
  const expected = schemaType(field);
  if (node.kind !== "string") {
    const fits =
      expected === undefined ||
      node.kind === expected ||
      (node.kind === "number" && (expected === "number" || (expected === "integer" && Number.isInteger(node.value))));
    if (!fits) {
      const message = `\`${shorten(member.key)}\` is declared as ${typeList([expected])}; found ${found(node)}.`;
      report("action-update-data-type", value(node), message);
    }
    return;
  }
  const form = classify(node.value, true);
  if (form.kind === "literal" || form.kind === "partial") {
    if (expected !== undefined && expected !== "string") {
      const message = `\`${shorten(member.key)}\` is declared as ${typeList([expected])}; found ${found(node)}.`;
      report("action-update-data-type", value(node), message);
    }
    return;
  }
  if (form.kind !== "reference") return;
  const { reference } = form;
  const own =
    reference.scope.kind === "local" && reference.storage === "data" && reference.path.join(".") === member.key;
  if (own) {
    report(
      "action-update-data-self",
      inside(node, reference.start, reference.end),
      `This sets \`${shorten(member.key)}\` to the value it already has.`,
    );
    return;
  }
  const resolution = resolve(flow, screen, reference);
  if (expected === undefined || (resolution.kind !== "field" && resolution.kind !== "input")) return;
  if (fitsTypes(resolution.type, [expected]) || operandType(field) === resolution.type) return;
  const message = `\`${shorten(member.key)}\` is declared as ${typeList([expected])}, but \`${shorten(reference.text)}\` is ${typeInWords(resolution.type)}.`;
  report("action-update-data-type", inside(node, reference.start, reference.end), message);
}

/** Payloads of `update_data`. */
export const updateData: Check = {
  rules,
  run: (flow, report) => {
    for (const screen of flow.screens) {
      for (const action of screen.actions) {
        if (action.name !== "update_data" || action.slot === "on-click-action" || action.payload?.kind !== "object")
          continue;
        for (const member of action.payload.members) checkMember(flow, action, member, report);
      }
    }
  },
};
