/** Whether a navigate action hands over exactly the fields that the next screen declares. */
import type { FlowDocument, Screen } from "../../flow/document.js";
import { addMember } from "../../flow/edits.js";
import { navigations } from "../../flow/navigations.js";
import { type Check, type FindingExtras, key, open, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { quotedAll, shorten } from "../../flow/words.js";
import { type JsonNode, type Member, memberOf, type ObjectNode } from "../../json/node.js";
import { didYouMean, nearest } from "../../text/nearest.js";
import { screenName } from "../reference-message.js";
import { sourceOf } from "./source-of-field.js";

const shared = {
  code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
  severity: "error",
  source: sources.errorCodes,
} as const;

const rules: readonly RuleInfo[] = [
  {
    ...shared,
    id: "navigate-no-data-model",
    what: "A navigate action hands over values, and the next screen has no `data`.",
    why: "A screen takes only what its data model declares; Meta refuses the rest.",
  },
  {
    ...shared,
    id: "navigate-extra-fields",
    what: "A navigate action hands over a field that the next screen does not declare.",
    why: "A screen takes only what its data model declares; Meta refuses the rest.",
  },
  {
    ...shared,
    id: "navigate-missing-fields",
    what: "A navigate action leaves out a field that the next screen declares.",
    why: "Without it the next screen would have nothing to show for the field; Meta refuses the action.",
  },
];

export const payloadFields: Check = {
  rules,
  run: (flow, report) => {
    for (const { action, from, to } of navigations(flow)) {
      if (to.kind !== "screen") continue;
      const { screen } = to;
      const { payload } = action;
      if (payload === undefined) checkAbsent(action.node, screen, report);
      else if (payload.kind === "object") checkFields(flow, payload, from, screen, report);
    }
  },
};

/** Whether the screen declares fields; an absent payload is an empty one. */
export function declaresFields(screen: Screen): boolean {
  return screen.data !== undefined && fieldsOf(screen.data).length > 0;
}

/** The names of the fields; an example that stands beside them instead of in them is none. */
function fieldsOf(data: ObjectNode): readonly string[] {
  return data.members.map((member) => member.key).filter((name) => name !== "__example__");
}

function checkAbsent(action: ObjectNode, screen: Screen, report: Report): void {
  if (!declaresFields(screen)) return;
  const fields = screen.data === undefined ? [] : fieldsOf(screen.data);
  const message = `\`payload\` is missing: ${screenName(screen)} expects ${quotedAll(fields)}.`;
  report("navigate-missing-fields", open(action), message, {
    related: related(screen, screen.data?.members[0]?.value),
  });
}

function checkFields(flow: FlowDocument, payload: ObjectNode, from: Screen, screen: Screen, report: Report): void {
  const { data } = screen;
  if (data === undefined) {
    // Data that is no object is reported as that.
    if (payload.members.length === 0 || memberOf(screen.node, "data") !== undefined) return;
    const names = quotedAll(
      payload.members.map((member) => member.key),
      5,
    );
    const message = `${screenName(screen).replace(/^s/, "S")} has no \`data\` to take ${names}; declare the fields there, or hand over nothing.`;
    report("navigate-no-data-model", value(payload), message);
    return;
  }
  if (haveSameKeys(payload, data)) return;
  const declared = new Set(fieldsOf(data));
  const sent = new Set<string>();
  const extra: Member[] = [];
  for (const member of payload.members) {
    sent.add(member.key);
    if (!declared.has(member.key)) extra.push(member);
  }
  const missing = new Set<string>();
  for (const name of declared) if (!sent.has(name)) missing.add(name);
  for (const member of extra) {
    const meant = nearest(member.key, missing);
    // The field that is meant is not missing as well.
    if (meant !== undefined) missing.delete(meant);
    const hint = meant === undefined ? didYouMean(member.key, declared) : ` Did you mean \`${shorten(meant)}\`?`;
    const message = `The data model of ${screenName(screen)} declares no field \`${shorten(member.key)}\`.${hint}`;
    const more = meant === undefined ? {} : { fix: rename(member, meant) };
    report("navigate-extra-fields", key(member.value), message, { related: related(screen, data), ...more });
  }
  if (missing.size === 0) return;
  const names = [...missing];
  const message = `The payload lacks ${quotedAll(names)}, which the data model of ${screenName(screen)} declares.`;
  const field = memberOf(data, names[0] ?? "")?.value;
  const fix = addFields(flow, payload, names, from, screen);
  report("navigate-missing-fields", open(payload), message, {
    related: related(screen, field),
    ...(fix === undefined ? {} : { fix }),
  });
}

/** Whether two small objects have the same keys in the same order, as nearly all have that fit. */
function haveSameKeys(one: ObjectNode, other: ObjectNode): boolean {
  if (one.members.length !== other.members.length) return false;
  return one.members.every(({ key: name }, at) => other.members[at]?.key === name);
}

function related(screen: Screen, node: JsonNode | undefined): NonNullable<FindingExtras["related"]> {
  if (node === undefined) return [];
  const message = node === screen.data ? "The data model of the next screen." : "Declared here.";
  return [{ message, place: key(node) }];
}

function rename(member: Member, name: string): NonNullable<FindingExtras["fix"]> {
  const edits = [{ start: member.keyStart, end: member.keyEnd, text: JSON.stringify(name) }];
  return { title: `Rename the key to \`${shorten(name)}\``, edits };
}

/** Hands over what has the same name and type on this screen; only when that is so for every field. */
function addFields(
  flow: FlowDocument,
  payload: ObjectNode,
  names: readonly string[],
  from: Screen,
  screen: Screen,
): FindingExtras["fix"] {
  const entries: string[] = [];
  let edit: ReturnType<typeof addMember> | undefined;
  for (const name of names) {
    const source = sourceOf(name, from, screen);
    if (source === undefined) return undefined;
    if (edit === undefined) edit = addMember(flow.text, payload, name, JSON.stringify(source));
    else entries.push(`${JSON.stringify(name)}: ${JSON.stringify(source)}`);
  }
  if (edit === undefined) return undefined;
  // The first entry shows the layout; an empty object keeps its blanks around all of them.
  const lead = payload.members.length === 0 ? "" : (/^,\s*/.exec(edit.text)?.[0] ?? ", ");
  const text =
    payload.members.length === 0
      ? ` ${[edit.text.trim(), ...entries].join(", ")} `
      : `${edit.text}${entries.map((entry) => `${lead}${entry}`).join("")}`;
  return { title: `Hand over ${quotedAll(names)} from this screen`, edits: [{ ...edit, text }] };
}
