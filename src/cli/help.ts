/** Help texts, made from the table of commands; `docs/cli.md` is held to the same table by a test. */
import { tool } from "../tool.js";
import type { CommandSpec, FlagSpec, Flags } from "./spec.js";
import { connectionFlags } from "./table/flags.js";
import { commands, globalFlags, groups } from "./table/index.js";

const WIDTH = 100;

/** Help on everything, on a group of commands, or on one command. */
export function helpText(topic: string | null, stepLines: readonly (readonly [string, string])[] = []): string {
  if (topic === null) return overview();
  const spec = Object.hasOwn(commands, topic) ? commands[topic] : undefined;
  return spec === undefined ? groupHelp(topic) : commandHelp(topic, spec, stepLines);
}

const sections: readonly { readonly title: string; readonly names: (name: string) => boolean }[] = [
  {
    title: "Without an account",
    names: (name) => ["init", "validate", "simulate", "diff", "types", "explain", "emulator"].includes(name),
  },
  {
    title: "From the repository to the service and back",
    names: (name) => ["plan", "apply", "pipeline", "pull", "status"].includes(name),
  },
  { title: "Flows", names: (name) => name.startsWith("flows ") },
  { title: "Data endpoint and encryption", names: (name) => /^(endpoint|encryption) /.test(name) },
  { title: "Sending and watching", names: (name) => ["send-test", "responses", "logs", "invocations"].includes(name) },
];

function overview(): string {
  const list = sections.map(({ title, names }) => {
    const rows = Object.entries(commands).filter(([name]) => names(name));
    return `${title}:\n${columns(rows.map(([name, spec]) => [name, spec.summary]))}`;
  });
  return [
    `wa-flows ${tool.version}: validate, deploy, publish and test WhatsApp Flows.\n`,
    "Usage: wa-flows <command> [options]\n",
    ...list,
    `Start here:\n${columns([
      ["wa-flows validate flow.json", "is this Flow JSON right? No account needed"],
      ["wa-flows help <command>", "everything a command takes, with examples"],
    ])}`,
    `Options of every command:\n${columns([...flagRows(globalFlags), ["--version", "Print the version."]])}`,
    `Environment:\n${columns([
      ["KAPSO_API_KEY", "Project API key; needed by every command that talks to the service."],
      ["KAPSO_API_BASE_URL", "Address of the API; `emulator` starts a stand-in that needs no account and no key."],
      ["META_GRAPH_VERSION", "Graph API version for the Meta proxy; v24.0 unless set."],
      ["PROJECT_ID", "Only shown; the key selects the project."],
    ])}`,
    exitCodesHelp,
  ].join("\n");
}

const exitCodesHelp = `Exit codes:
${columns([
  ["0", "done"],
  ["1", "found mistakes, or the service refused"],
  ["2", "could not run: wrong usage, config, file or key"],
  ["3", "the service could not be reached, or answered what its API does not describe"],
  ["4", "a bug of wa-flows"],
])}`;

function groupHelp(group: string): string {
  const rows = Object.entries(commands).filter(([name]) => name.startsWith(`${group} `));
  return [
    `${groups[group] ?? group}.\n`,
    `Usage: wa-flows ${group} <command> [options]\n`,
    `Commands:\n${columns(rows.map(([name, spec]) => [name, spec.summary]))}`,
    `\`wa-flows help ${rows[0]?.[0] ?? group}\` explains one of them, with an example.\n`,
  ].join("\n");
}

function commandHelp(name: string, spec: CommandSpec, stepLines: readonly (readonly [string, string])[]): string {
  const own = Object.fromEntries(Object.entries(spec.flags).filter(([flag]) => connectionFlags[flag] === undefined));
  const talks = spec.flags["api-key"] !== undefined;
  const parts = [
    `${spec.summary}.\n`,
    `Usage: ${usage(name, spec)}\n`,
    ...(spec.details ?? []).map((paragraph) => `${wrap(paragraph, 0)}\n`),
    `Examples:\n${spec.examples.map((example) => `  # ${example.does}\n  ${example.command}\n`).join("")}`,
  ];
  if (stepLines.length > 0) parts.push(`Steps and presets:\n${columns(stepLines)}`);
  if (Object.keys(own).length > 0) parts.push(`Options:\n${columns(flagRows(own))}`);
  if (talks) parts.push(`Options for reaching the service:\n${columns(flagRows(connectionFlags))}`);
  parts.push(`Options of every command:\n${columns(flagRows(globalFlags))}`);
  return parts.join("\n");
}

/** How the command is written: what must be given, then `[options]`. */
export function usage(name: string, spec: CommandSpec): string {
  const words = [`wa-flows ${name}`];
  if (spec.arguments !== undefined) {
    const { name: argument, min, max } = spec.arguments;
    const many = max > 1 && !argument.includes("…") ? `${argument}…` : argument;
    words.push(min > 0 ? many : `[${many}]`);
  }
  for (const [flag, { required, value }] of Object.entries(spec.flags)) {
    if (required === true) words.push(`--${flag} ${value ?? "VALUE"}`);
  }
  for (const set of spec.oneOf ?? []) {
    if (set.required)
      words.push(`(${set.flags.map((flag) => `--${flag} ${spec.flags[flag]?.value ?? ""}`).join(" | ")})`);
  }
  return `${words.join(" ")} [options]`;
}

/** Name and description of each flag, with its choices, default and variable. */
export function flagRows(flags: Flags): readonly (readonly [string, string])[] {
  return Object.entries(flags).map(([name, flag]) => [flagTitle(name, flag), flagText(flag)]);
}

function flagTitle(name: string, flag: FlagSpec): string {
  const title = flag.type === "switch" ? `--${name}` : `--${name} ${flag.value ?? "VALUE"}`;
  return name === "help" ? `-h, ${title}` : title;
}

function flagText(flag: FlagSpec): string {
  const notes: string[] = [];
  if (flag.required === true) notes.push("required");
  if (flag.choices !== undefined) notes.push(`one of: ${flag.choices.join(", ")}`);
  if (flag.max !== undefined) notes.push(`${flag.min ?? 0} to ${flag.max}`);
  if (flag.default !== undefined) notes.push(`default: ${flag.default}`);
  if (flag.env !== undefined) notes.push(`variable: ${flag.env}`);
  return notes.length === 0 ? flag.description : `${flag.description} (${notes.join("; ")})`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const left = Math.min(30, Math.max(...rows.map(([name]) => name.length)));
  return rows
    .map(([name, text]) => {
      const lines = wrap(text, left + 4);
      // A long name gets a line of its own, so that the descriptions stay in their column.
      if (name.length > left) return `  ${name}\n${" ".repeat(left + 4)}${lines}\n`;
      return `  ${name.padEnd(left)}  ${lines}\n`;
    })
    .join("");
}

/** Breaks at blanks; following lines are indented. The first line is expected to start at the indentation already. */
function wrap(text: string, indent: number): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.join(`\n${" ".repeat(indent)}`);
}
