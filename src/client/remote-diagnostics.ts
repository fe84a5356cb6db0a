/**
 * The service's own findings about a Flow JSON: reads every form in which they come, and finds their places in the
 * author's text. Lines and columns of the service are never used: they belong to another text (kapso-api.md 11.2).
 */
import type { Diagnostic, Range } from "../diagnostic/diagnostic.js";
import { ordered } from "../diagnostic/order.js";
import { LineIndex } from "../json/line-index.js";
import { type JsonNode, type Member, memberOf } from "../json/node.js";
import { isObject } from "../json/object.js";
import { pointerTo, resolvePointer } from "../json/pointer.js";
import { readJson } from "../json/read.js";
import { ruleDocs } from "../tool.js";
import { oneLine } from "./one-line.js";
import { pathInMessage, pointerOf } from "./remote-path.js";

/** Id under which all findings of the service are reported. */
const REMOTE_RULE = "remote-validation";
/** For findings that come without a code of Meta. */
const NO_CODE = "WF_REMOTE_VALIDATION";

/** One finding at one place. */
export interface RemoteFinding {
  /** Meta's code, or `WF_REMOTE_VALIDATION`. */
  readonly code: string;
  /** In the service's words: untrusted text, one line. */
  readonly message: string;
  /** JSON Pointer of the place; null when none is named, or it cannot be read. */
  readonly pointer: string | null;
  /** The place as the service wrote it. */
  readonly path: string | null;
}

/** Reads `validation_errors` as received: null, missing, a list of objects or sentences, or one of them alone. */
export function remoteFindings(validationErrors: unknown): readonly RemoteFinding[] {
  return issues(validationErrors).flatMap((issue) => findingsOf(issue));
}

/**
 * The same as diagnostics of a text. A place that is not in it falls back to the object that should hold it, or to the
 * root, and the message names the path.
 */
export function remoteDiagnostics(validationErrors: unknown, text: string): readonly Diagnostic[] {
  return anchorFindings(remoteFindings(validationErrors), text);
}

/** Finds the places of findings in a text. */
function anchorFindings(findings: readonly RemoteFinding[], text: string): readonly Diagnostic[] {
  const read = readJson(text);
  const index = new LineIndex(text);
  return ordered(
    findings.map((finding) => {
      const anchor: Anchor = read.ok
        ? anchorIn(read.root, finding)
        : { pointer: null, start: 0, end: 0, exact: finding.path === null };
      return diagnostic(finding, anchor, index.range(anchor.start, anchor.end));
    }),
  );
}

function issues(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return value.trim() === "" ? [] : [value];
  if (!isObject(value)) return [];
  if ("message" in value || "error" in value) return [value];
  // Not seen from this service, but common elsewhere: sentences by the name of what they are about.
  return Object.entries(value).flatMap(([name, found]) =>
    (Array.isArray(found) ? found : [found]).map((one) => (typeof one === "string" ? `${name}: ${one}` : one)),
  );
}

function findingsOf(issue: unknown): readonly RemoteFinding[] {
  if (typeof issue === "string") return [finding(NO_CODE, issue, pathInMessage(issue))];
  if (!isObject(issue)) return [finding(NO_CODE, JSON.stringify(issue) ?? "", null)];
  const code = typeof issue.error === "string" && /^[A-Z][A-Z0-9_]*$/.test(issue.error) ? issue.error : NO_CODE;
  const message = [issue.message, issue.error, issue.error_type].find(
    (text): text is string => typeof text === "string" && text.trim() !== "",
  );
  const words = message ?? "The service gives no reason.";
  const paths = pathsOf(issue);
  if (paths.length === 0) return [finding(code, words, pathInMessage(words))];
  return paths.map((path) => finding(code, words, path));
}

/** Pointers are objects with a `path`, or strings; an entry may hold a `path` itself. */
function pathsOf(issue: Readonly<Record<string, unknown>>): readonly string[] {
  const { pointers } = issue;
  const list: readonly unknown[] = Array.isArray(pointers) ? pointers : [pointers];
  const found = [...list, issue.path]
    .map((pointer) => (isObject(pointer) ? (pointer.path ?? pointer.pointer) : pointer))
    .filter((path): path is string => typeof path === "string" && path.trim() !== "");
  return [...new Set(found)];
}

function finding(code: string, message: string, path: string | null): RemoteFinding {
  return { code, message: oneLine(message), pointer: path === null ? null : pointerOf(path), path };
}

interface Anchor {
  readonly pointer: string | null;
  readonly start: number;
  readonly end: number;
  /** False when the place the service named was not found, so that the message has to name it. */
  readonly exact: boolean;
}

function anchorIn(root: JsonNode, { code, message, pointer, path }: RemoteFinding): Anchor {
  const node = pointer === null ? undefined : resolvePointer(root, pointer);
  if (node === undefined || pointer === null) {
    const parent = pointer === null ? undefined : resolvePointer(root, pointer.slice(0, pointer.lastIndexOf("/")));
    return opening(parent?.kind === "object" ? parent : root, path === null);
  }
  // The key is what is wrong, so the key is shown.
  if (/^INVALID_PROPERTY(?:_KEY)?$/.test(code)) {
    const wrong = memberNamed(node, message) ?? memberAt(node);
    if (wrong !== undefined) {
      return { pointer: pointerTo(wrong.value), start: wrong.keyStart, end: wrong.keyEnd, exact: true };
    }
  }
  // Something is missing in it: the whole object would be too much to show.
  if (node.kind === "object" && code.startsWith("MISSING_")) return opening(node, true);
  return { pointer, start: node.start, end: node.end, exact: true };
}

function opening(node: JsonNode, exact: boolean): Anchor {
  const bracket = node.kind === "object" || node.kind === "array";
  return { pointer: pointerTo(node), start: node.start, end: bracket ? node.start + 1 : node.end, exact };
}

/** The member of an object that the message names in quotation marks; older answers point at the object only. */
function memberNamed(node: JsonNode, message: string): Member | undefined {
  for (const match of message.matchAll(/"([^"]+)"|'([^']+)'|`([^`]+)`/g)) {
    const member = memberOf(node, match[1] ?? match[2] ?? match[3] ?? "");
    if (member !== undefined) return member;
  }
  return undefined;
}

function memberAt(node: JsonNode): Member | undefined {
  return node.parent?.kind === "object" && typeof node.key === "string" ? memberOf(node.parent, node.key) : undefined;
}

function diagnostic(finding: RemoteFinding, anchor: Anchor, range: Range): Diagnostic {
  const place = anchor.exact || finding.path === null ? "" : ` (at \`${oneLine(finding.path)}\`)`;
  return {
    code: finding.code,
    rule: REMOTE_RULE,
    severity: "error",
    message: `${finding.message}${place}`,
    pointer: anchor.pointer,
    range,
    fix: null,
    docs: ruleDocs(REMOTE_RULE),
    origin: "remote",
    related: [],
  };
}
