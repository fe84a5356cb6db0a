import type { Member, ObjectNode } from "../json/node.js";
import type { OffsetEdit } from "./rule.js";

/** Edits that keep the formatting of a file. All offsets are in UTF-16 units of the text. */

/** Takes a member out of its object, with the comma and the line that belong to it. */
export function removeMember(text: string, object: ObjectNode, member: Member): OffsetEdit {
  const index = object.members.indexOf(member);
  const next = object.members[index + 1];
  if (next !== undefined) return { start: member.keyStart, end: next.keyStart, text: "" };
  const previous = object.members[index - 1];
  if (previous !== undefined) return { start: previous.value.end, end: member.value.end, text: "" };
  // The only member: the white space around it goes as well, unless a comment-like rest would be lost (JSON has none).
  let start = member.keyStart;
  while (start > object.start + 1 && /\s/.test(text.charAt(start - 1))) start--;
  return { start, end: object.end - 1, text: "" };
}

/** Adds a member at the end of an object, laid out as the members before it are. */
export function addMember(text: string, object: ObjectNode, key: string, json: string): OffsetEdit {
  const last = object.members.at(-1);
  const entry = `${JSON.stringify(key)}: ${json}`;
  if (last === undefined) return { start: object.start + 1, end: object.end - 1, text: ` ${entry} ` };
  const before = object.members.at(-2);
  const gapStart = before === undefined ? object.start + 1 : before.value.end;
  const gap = /\s*$/.exec(text.slice(gapStart, last.keyStart))?.[0] ?? " ";
  return { start: last.value.end, end: last.value.end, text: `,${gap === "" ? " " : gap}${entry}` };
}
