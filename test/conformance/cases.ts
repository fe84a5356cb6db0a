/**
 * Reads the conformance cases. README.md beside this file describes their form; `expand` turns one into the text of a
 * flow and the findings that are expected in it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { frames } from "./frames.js";
import { lineAndColumn, placesOf, pointerOf } from "./places.js";

export interface Case {
  readonly section: string;
  readonly rule: string;
  readonly valid: boolean;
  readonly title: string;
  readonly version: string;
  /** The day on which versions are judged. */
  readonly today: string;
  readonly publish: boolean;
  /** Rules that the case turns on or off, or gives another severity. */
  readonly rules: Readonly<Record<string, string>>;
  readonly text: string;
  /** `LINE:COL-LINE:COL severity rule-id CODE /json/pointer`, sorted by position, then rule. */
  readonly expected: readonly string[];
}

const folder = join(import.meta.dirname, "rules");

/** All cases, in the order of their files. */
export function allCases(): readonly Case[] {
  const problems: string[] = [];
  const cases = readdirSync(folder)
    .sort()
    .flatMap((section) =>
      readdirSync(join(folder, section))
        .sort()
        .flatMap((file) => {
          const name = `${section}/${file}`;
          try {
            if (!file.endsWith(".case")) throw new Error(`${name}: a case file ends in .case.`);
            return casesOf(section, file.slice(0, -5), readFileSync(join(folder, section, file), "utf8"), name);
          } catch (error) {
            problems.push(error instanceof Error ? error.message : String(error));
            return [];
          }
        }),
    );
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return cases;
}

interface Finding {
  readonly mark: string;
  readonly severity: string;
  readonly rule: string;
  readonly code: string;
}

/** The cases of one file: several, when a case names several versions. */
export function casesOf(section: string, rule: string, source: string, name: string): readonly Case[] {
  const cases: Case[] = [];
  const [intro, ...blocks] = source.split(/^=== /m);
  if (intro?.trim() !== "") throw new Error(`${name}: expected \`=== valid: title\` or \`=== invalid: title\`.`);
  for (const block of blocks) {
    const [head = "", ...parts] = block.split(/^--- /m);
    const [first = "", ...lines] = head.trim().split("\n");
    const heading = /^(valid|invalid): (.+)$/.exec(first);
    if (heading === null) throw new Error(`${name}: expected \`valid: title\` or \`invalid: title\`, found ${first}.`);
    const title = heading[2] ?? "";
    const options = new Map<string, string>();
    const findings: Finding[] = [];
    for (const line of lines) {
      const option = /^(version|versions|today|frame|rules|publish|newlines|indent|bom): (.+)$/.exec(line);
      const finding = /^(\w+) (error|warning|info) ([a-z0-9-]+) (\w+)$/.exec(line);
      if (option !== null) options.set(option[1] ?? "", option[2] ?? "");
      else if (finding !== null) {
        const [, mark = "", severity = "", id = "", code = ""] = finding;
        findings.push({ mark, severity, rule: id, code });
      } else throw new Error(`${name}: ${title}: no option and no finding: ${line}`);
    }
    const texts = new Map(
      parts.map((part) => {
        const end = part.indexOf("\n");
        return [part.slice(0, end).trim(), part.slice(end + 1).replace(/\n+$/, "")] as const;
      }),
    );
    const frame = frames[options.get("frame") ?? (texts.has("flow") ? "flow" : "screen")];
    if (frame === undefined) throw new Error(`${name}: ${title}: there is no frame ${options.get("frame")}.`);
    const versions = (options.get("versions") ?? options.get("version") ?? "7.3").split(" ");
    for (const version of versions) {
      const shown = versions.length > 1 ? `${title} (${version})` : title;
      const today = options.get("today") ?? "2026-11-22";
      const publish = options.get("publish") === "true";
      try {
        const filled = fill(frame, texts, version, publish);
        const marked = dressed(filled.text, options);
        const { text, expected } = expand(marked, [...findings, ...filled.findings]);
        const rules = Object.fromEntries((options.get("rules") ?? "").split(" ").map((entry) => entry.split("=", 2)));
        delete rules[""];
        cases.push({
          section,
          rule,
          valid: heading[1] === "valid",
          title: shown,
          version,
          today,
          publish,
          rules,
          text,
          expected,
        });
      } catch (error) {
        throw new Error(`${name}: ${shown}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return cases;
}

/** Puts the parts into the frame; the frame's version brings the finding that every flow of that version has. */
function fill(frame: string, parts: ReadonlyMap<string, string>, version: string, publish: boolean) {
  const unused = new Set(parts.keys());
  const put = (text: string): string =>
    text
      .split("\n")
      .flatMap((line) => {
        const indent = /^ */.exec(line)?.[0] ?? "";
        let dropped = false;
        const done = line.replace(/@([a-z-]+)(\|\{.*\})?/g, (whole: string, name: string, otherwise?: string) => {
          const part = parts.get(name);
          if (part !== undefined) {
            unused.delete(name);
            // A default may itself hold placeholders; what follows it on the line stays.
            const rest = otherwise === undefined ? "" : whole.slice(name.length + 2 + balanced(otherwise.slice(1)));
            return part.replaceAll("\n", `\n${indent}`) + put(rest);
          }
          if (otherwise === undefined) {
            dropped = true;
            return "";
          }
          return put(otherwise.slice(1));
        });
        return dropped ? [] : [done];
      })
      .join("\n");
  const whole = put(frame);
  const text = whole
    .replaceAll("$version", versionText(version))
    .replaceAll("$api", version === "7.3" ? '"4.0"' : '"3.0"');
  if (unused.size > 0) throw new Error(`the frame has no place for ${[...unused].join(", ")}`);
  return { text, findings: whole.includes("$version") ? versionFindings(version, publish) : [] };
}

/** Length of the object at the start of the text. */
function balanced(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{") depth++;
    if (text[i] === "}" && --depth === 0) return i + 1;
  }
  return text.length;
}

const frozen = ["2.1", "3.0", "3.1", "4.0", "5.0"];

function versionText(version: string): string {
  return version === "7.3" ? '"7.3"' : `«version:"${version}"»`;
}

function versionFindings(version: string, publish: boolean): readonly Finding[] {
  if (version === "7.3") return [];
  if (frozen.includes(version)) {
    const severity = publish ? "error" : "warning";
    return [{ mark: "version", severity, rule: "version-frozen-publish", code: "139002" }];
  }
  const code = "WF_VERSION_NOT_RECOMMENDED";
  return [{ mark: "version", severity: "warning", rule: "version-not-recommended", code }];
}

/** Line ends, indentation and byte order mark as the case wants them. */
function dressed(text: string, options: ReadonlyMap<string, string>): string {
  let result = text;
  if (options.get("indent") === "tab")
    result = result.replace(/^( {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2));
  const newline = { crlf: "\r\n", cr: "\r", none: " " }[options.get("newlines") ?? ""];
  if (newline !== undefined) result = result.replaceAll("\n", newline);
  return options.get("bom") === "true" ? `\uFEFF${result}` : result;
}

/** Takes out the marks `«label:…»` and writes down where they stood. */
function expand(marked: string, findings: readonly Finding[]): { text: string; expected: string[] } {
  const open: { mark: string; start: number }[] = [];
  const marks: { mark: string; start: number; end: number }[] = [];
  let text = "";
  const source = generated(marked);
  for (const piece of source.split(/(«\w+:|»)/)) {
    if (piece === "»") {
      const opened = open.pop();
      if (opened === undefined) throw new Error("a » has no «");
      marks.push({ ...opened, end: text.length });
    } else if (piece.startsWith("«")) open.push({ mark: piece.slice(1, -1), start: text.length });
    else text += piece;
  }
  if (open.length > 0) throw new Error("a « is not closed");
  const places = isJson(text) ? placesOf(text) : null;
  if (places === null && !findings.some(({ rule }) => rule === "schema-invalid-json")) throw new Error("it is no JSON");
  const lines: { start: number; rule: string; line: string }[] = [];
  for (const { mark, severity, rule, code } of findings) {
    const spots = marks.filter((spot) => spot.mark === mark);
    if (spots.length === 0) throw new Error(`nothing is marked «${mark}:…»`);
    for (const { start, end } of spots) {
      const pointer = places === null ? "null" : pointerOf(text, places, start, end);
      if (pointer === undefined) throw new Error(`«${mark}:…» is no key, no value and no opening bracket`);
      const range = `${lineAndColumn(text, start)}-${lineAndColumn(text, end)}`;
      lines.push({ start, rule, line: `${range} ${severity} ${rule} ${code} ${pointer === "" ? '""' : pointer}` });
    }
  }
  const known = new Set(findings.map((finding) => finding.mark));
  const idle = marks.find(({ mark }) => !known.has(mark));
  if (idle !== undefined) throw new Error(`no finding is listed for «${idle.mark}:…»`);
  lines.sort((a, b) => a.start - b.start || (a.rule < b.rule ? -1 : 1));
  return { text, expected: lines.map(({ line }) => line) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ""));
    return true;
  } catch {
    return false;
  }
}

const signatures: Readonly<Record<string, string>> = {
  jpeg: "ffd8ffe000104a464946",
  png: "89504e470d0a1a0a0000",
  webp: "524946460000000057454250",
  gif: "474946383961",
};

/**
 * Long stretches: `@{x*81}` is 81 times x, `@{png*1000}` the base64 of a PNG of 1000 bytes, `@{each 1-21: …}` the text
 * once per number, joined by commas, with `##` as the number in letters and `#` as the number.
 */
function generated(text: string): string {
  return text
    .replace(/@\{each (\d+)-(\d+): (.*)\}(,?)$/gm, (_, from: string, to: string, item: string, comma: string) => {
      const numbers = Array.from({ length: Number(to) - Number(from) + 1 }, (__, i) => Number(from) + i);
      const items = numbers.map((n) => item.replaceAll("##", letters(n)).replaceAll("#", String(n)));
      return `${items.join(",\n")}${comma}`;
    })
    .replace(/@\{(.+?)\*(\d+)\}/g, (_, what: string, times: string) => {
      const signature = signatures[what];
      if (signature === undefined) return what.repeat(Number(times));
      const bytes = Buffer.alloc(Number(times));
      bytes.write(signature, "hex");
      return bytes.toString("base64");
    });
}

function letters(n: number): string {
  return String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26));
}
