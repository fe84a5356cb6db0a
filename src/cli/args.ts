/** From the words of a command line to a command and its options, by the table alone. */
import { parseArgs } from "node:util";
import { UsageError } from "../errors/errors.js";
import { shorten } from "../flow/words.js";
import { listItems } from "../text/list.js";
import { nearest } from "../text/nearest.js";
import { quotedList } from "../text/quoted.js";
import { type FlagValue, Options } from "./options.js";
import type { CommandSpec, FlagSpec, Flags } from "./spec.js";
import { commands, globalFlags, groups, laterCommands } from "./table/index.js";

export type Invocation =
  | { readonly kind: "help"; readonly topic: string | null }
  | { readonly kind: "version" }
  | { readonly kind: "command"; readonly name: string; readonly spec: CommandSpec; readonly options: Options };

/** Reads a whole command line, or throws a `UsageError` that names the mistake and what was probably meant. */
export function readCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Invocation {
  const { words, rest, global } = splitCommand(args.map(withDashes));
  if (words[0] === "help") return { kind: "help", topic: helpTopic([...words.slice(1), ...rest]) };
  if (global.has("help")) return { kind: "help", topic: helpTopic([...words, ...rest]) };
  if (global.has("version")) return { kind: "version" };
  const [first, second] = words;
  if (first === undefined) return { kind: "help", topic: null };
  if (Object.hasOwn(groups, first)) {
    if (second === undefined && rest.every((word) => word === "--help" || word === "-h")) {
      return { kind: "help", topic: first };
    }
  }
  const { name, spec, unused } = findCommand(words);
  const tail = [...unused, ...rest];
  const flags = { ...globalFlags, ...spec.flags };
  if (asksForHelp(tail, flags)) return { kind: "help", topic: name };
  const { values, positionals } = readFlags(name, flags, tail, spec.arguments !== undefined);
  for (const flag of global) values.set(flag, true);
  const args2 = readArguments(name, spec, positionals);
  readEnvironment(flags, values, env);
  demandFlags(name, spec, values);
  return { kind: "command", name, spec, options: new Options(flags, values, args2) };
}

/** The scripts spelt some flags with underscores; both spellings are the same flag. */
function withDashes(word: string): string {
  const match = /^--([\w-]+)(=[\s\S]*)?$/.exec(word);
  return match?.[1] === undefined ? word : `--${match[1].replaceAll("_", "-")}${match[2] ?? ""}`;
}

/** Words up to the first flag name the command; switches that every command takes may stand before it. */
function splitCommand(args: readonly string[]): { words: string[]; rest: string[]; global: Set<string> } {
  const global = new Set<string>();
  let start = 0;
  for (; start < args.length; start++) {
    const word = args[start] ?? "";
    if (!word.startsWith("-") || word === "-") break;
    const name = word === "-h" ? "help" : word.slice(2);
    if (name !== "version" && globalFlags[name]?.type !== "switch") {
      throw new UsageError("USAGE_NO_COMMAND", `\`${word}\` stands before any command.`, {
        hint: "Write the command first, as in `wa-flows validate --format json`. `wa-flows --help` lists the commands.",
      });
    }
    global.add(name);
  }
  let end = start;
  while (end < args.length && end - start < 2 && !(args[end] ?? "").startsWith("-")) end++;
  return { words: args.slice(start, end), rest: args.slice(end), global };
}

function findCommand(words: readonly string[]): { name: string; spec: CommandSpec; unused: readonly string[] } {
  const [first = "", second] = words;
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(" ");
    const spec = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (spec !== undefined) return { name, spec, unused: words.slice(count) };
  }
  if (laterCommands.includes(first)) {
    throw new UsageError("USAGE_NOT_IN_THIS_RELEASE", `This release has no command \`${first}\` yet.`, {
      hint: "`wa-flows --help` lists the commands it has.",
    });
  }
  if (Object.hasOwn(groups, first)) {
    const members = Object.keys(commands).filter((name) => name.startsWith(`${first} `));
    const what =
      second === undefined ? `\`${first}\` needs to be told what to do` : `There is no command \`${first} ${second}\``;
    const guess = second === undefined ? undefined : nearest(`${first} ${second}`, members);
    throw new UsageError("USAGE_UNKNOWN_COMMAND", `${what}.`, {
      hint: guess === undefined ? `There are: ${quotedList(members)}.` : `Did you mean \`${guess}\`?`,
    });
  }
  const guess = nearest(first, [...Object.keys(commands), ...Object.keys(groups)]);
  throw new UsageError("USAGE_UNKNOWN_COMMAND", `There is no command \`${first}\`.`, {
    hint: guess === undefined ? "`wa-flows --help` lists the commands." : `Did you mean \`wa-flows ${guess}\`?`,
  });
}

function helpTopic(words: readonly string[]): string | null {
  const named = words.filter((word) => !word.startsWith("-"));
  const [first, second] = named;
  if (first === undefined) return null;
  if (second === undefined && Object.hasOwn(groups, first)) return first;
  return findCommand(named.slice(0, 2)).name;
}

/** Help goes before every other mistake on the line; but `--name --help` must not print help instead of the mistake. */
function asksForHelp(args: readonly string[], flags: Flags): boolean {
  const end = args.indexOf("--");
  const words = end === -1 ? args : args.slice(0, end);
  return words.some((word, i) => {
    if (word !== "-h" && word !== "--help") return false;
    const before = flags[(words[i - 1] ?? "").slice(2)];
    return before === undefined || before.type === "switch";
  });
}

const truths: Readonly<Record<string, boolean>> = { true: true, yes: true, 1: true, false: false, no: false, 0: false };

function readFlags(
  command: string,
  flags: Flags,
  args: readonly string[],
  takesArguments: boolean,
): { values: Map<string, FlagValue>; positionals: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(flags).map(([name, flag]) => [name, { type: flag.type === "switch" ? "boolean" : "string" }]),
    ),
  });
  const values = new Map<string, FlagValue>();
  const positionals: string[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const flag = Object.hasOwn(flags, token.name) && token.rawName.startsWith("--") ? flags[token.name] : undefined;
    if (flag === undefined) throw unknownFlag(command, token.rawName, flags);
    let value = token.value;
    if (flag.type === "switch") {
      const next = tokens[i + 1];
      if (takesArguments && token.name === "json" && value?.startsWith("{") === true) {
        // `--json={…}` of the script update-flow-json: the Flow JSON, and a wish for JSON as the script always printed.
        positionals.push(value);
        value = undefined;
      } else if (
        !takesArguments &&
        value === undefined &&
        next?.kind === "positional" &&
        Object.hasOwn(truths, next.value)
      ) {
        // The scripts took `--publish true`; where nothing else can be meant, so does this.
        value = next.value;
        tokens.splice(i + 1, 1);
      }
    }
    setValue(command, values, token.name, flag, value, token.inlineValue === true);
  }
  return { values, positionals };
}

function unknownFlag(command: string, rawName: string, flags: Flags): UsageError {
  const guess = nearest(
    rawName,
    Object.keys(flags).map((name) => `--${name}`),
  );
  const help = `\`wa-flows ${command} --help\` lists the flags.`;
  return new UsageError("USAGE_UNKNOWN_FLAG", `\`wa-flows ${command}\` has no flag \`${rawName}\`.`, {
    hint: guess === undefined ? help : `Did you mean \`${guess}\`? ${help}`,
  });
}

function setValue(
  command: string,
  values: Map<string, FlagValue>,
  name: string,
  flag: FlagSpec,
  raw: string | undefined,
  inline: boolean,
): void {
  const value = flag.type === "switch" ? switchValue(name, raw) : readValue(command, name, flag, raw, inline);
  const previous = values.get(name);
  if (Array.isArray(value) && Array.isArray(previous)) {
    values.set(name, [...previous, ...value]);
    return;
  }
  if (previous !== undefined && previous !== value) {
    throw new UsageError("USAGE_FLAG_TWICE", `\`--${name}\` is given twice, with different values.`, {
      hint: "Keep the one that is meant.",
    });
  }
  values.set(name, value);
}

function switchValue(name: string, raw: string | undefined): boolean {
  if (raw === undefined) return true;
  const value = Object.hasOwn(truths, raw) ? truths[raw] : undefined;
  if (value !== undefined) return value;
  throw new UsageError("USAGE_BAD_VALUE", `\`--${name}\` is a switch and takes no value such as \`${raw}\`.`, {
    hint: `Write \`--${name}\` alone.`,
  });
}

function readValue(
  command: string,
  name: string,
  flag: FlagSpec,
  raw: string | undefined,
  inline: boolean,
): string | number | readonly string[] {
  // A following flag is not a value: `--flow-id --json` must never ask for the flow `--json`.
  if (raw === undefined || (!inline && raw.startsWith("-") && raw !== "-")) {
    throw new UsageError("USAGE_MISSING_VALUE", `\`--${name}\` needs a value.`, {
      hint:
        raw === undefined
          ? `Write \`--${name} ${flag.value ?? "VALUE"}\`. \`wa-flows ${command} --help\` explains it.`
          : `The next word is the flag \`${raw}\`. If that is the value, write \`--${name}=${raw}\`.`,
    });
  }
  if (raw.trim() === "") {
    throw new UsageError("USAGE_MISSING_VALUE", `\`--${name}\` is given, but its value is empty.`, {
      hint: "Leave the flag out, or check the variable that should have filled it.",
    });
  }
  return checkedValue(`\`--${name}\``, flag, raw);
}

/** A value as its type, held to the table's choices and bounds. */
function checkedValue(shown: string, flag: FlagSpec, raw: string): string | number | readonly string[] {
  if (flag.type === "list") return listItems(raw);
  if (flag.choices !== undefined && !flag.choices.includes(raw)) {
    const guess = nearest(raw, flag.choices);
    throw new UsageError("USAGE_BAD_VALUE", `${shown} cannot be \`${raw}\`.`, {
      hint: `${guess === undefined ? "" : `Did you mean \`${guess}\`? `}It takes ${quotedList(flag.choices)}.`,
    });
  }
  return flag.type === "number" ? numberValue(shown, flag, raw) : raw;
}

function numberValue(shown: string, flag: FlagSpec, raw: string): number {
  const value = /^\d{1,9}$/.test(raw) ? Number(raw) : Number.NaN;
  const { min = 0, max = 999_999_999 } = flag;
  if (value >= min && value <= max) return value;
  const bounds = flag.max === undefined ? `a whole number from ${min} on` : `a whole number from ${min} to ${max}`;
  throw new UsageError("USAGE_BAD_VALUE", `${shown} cannot be \`${raw}\`.`, { hint: `It takes ${bounds}.` });
}

function readArguments(command: string, spec: CommandSpec, found: readonly string[]): readonly string[] {
  const { min, max, name } = spec.arguments ?? { min: 0, max: 0, name: "" };
  const extra = found[max];
  if (extra !== undefined) {
    throw new UsageError(
      "USAGE_UNEXPECTED_ARGUMENT",
      `\`wa-flows ${command}\` cannot use the argument \`${shorten(extra)}\`.`,
      {
        hint: `Values follow a flag. \`wa-flows ${command} --help\` shows how it is written.`,
      },
    );
  }
  if (found.length < min) {
    throw new UsageError("USAGE_MISSING_ARGUMENT", `\`wa-flows ${command}\` needs ${name}.`, {
      hint: `\`wa-flows ${command} --help\` shows how it is written.`,
    });
  }
  return found;
}

function readEnvironment(
  flags: Flags,
  values: Map<string, FlagValue>,
  env: Readonly<Record<string, string | undefined>>,
): void {
  for (const [name, flag] of Object.entries(flags)) {
    const value = flag.env === undefined ? undefined : env[flag.env]?.trim();
    // A variable that is set to nothing is how CI systems pass "no such secret".
    if (value === undefined || value === "" || values.has(name)) continue;
    values.set(name, checkedValue(`The variable \`${flag.env}\``, flag, value));
  }
}

function demandFlags(command: string, spec: CommandSpec, values: ReadonlyMap<string, FlagValue>): void {
  const missing = Object.entries(spec.flags)
    .filter(([name, flag]) => flag.required === true && !values.has(name))
    .map(([name, flag]) => `\`--${name} ${flag.value ?? "VALUE"}\``);
  for (const set of spec.oneOf ?? []) {
    const given = set.flags.filter((name) => values.has(name));
    if (given.length > 1) {
      throw new UsageError(
        "USAGE_CONTRADICTION",
        `${given.map((name) => `\`--${name}\``).join(" and ")} exclude each other.`,
        {
          hint: "Give only one of them.",
        },
      );
    }
    if (given.length === 0 && set.required) missing.push(set.flags.map((name) => `\`--${name}\``).join(" or "));
  }
  if (missing.length === 0) return;
  throw new UsageError("USAGE_MISSING_FLAG", `\`wa-flows ${command}\` needs ${missing.join(", ")}.`, {
    hint: `\`wa-flows ${command} --help\` explains each.`,
  });
}
