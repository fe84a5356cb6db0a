/** The part of `docs/cli.md` that is made from the table of commands. */
import { flagRows, usage } from "../../src/cli/help.js";
import type { CommandSpec } from "../../src/cli/spec.js";
import { connectionFlags } from "../../src/cli/table/flags.js";
import { commands, globalFlags } from "../../src/cli/table/index.js";
import { listed } from "../../src/text/counted.js";

export function cliReference(): string {
  const offline = Object.keys(commands).filter((name) => commands[name]?.flags["api-key"] === undefined);
  return [
    "### Options of every command\n",
    flagTable(globalFlags),
    "### Options for reaching the service\n",
    `Taken by every command except ${listed(offline.map((name) => `\`${name}\``))}.\n`,
    flagTable(connectionFlags),
    ...Object.entries(commands).map(([name, spec]) => commandPart(name, spec)),
  ].join("\n");
}

function commandPart(name: string, spec: CommandSpec): string {
  const own = Object.fromEntries(Object.entries(spec.flags).filter(([flag]) => connectionFlags[flag] === undefined));
  return [
    `### ${name}\n`,
    `${spec.summary}.${spec.script === undefined ? "" : ` Replaces the script \`${spec.script}.js\`.`}\n`,
    `\`\`\`\n${usage(name, spec)}\n\`\`\`\n`,
    ...(spec.details ?? []).map((paragraph) => `${paragraph}\n`),
    `\`\`\`sh\n${spec.examples.map(({ does, command }) => `# ${does}\n${command}\n`).join("")}\`\`\`\n`,
    ...(Object.keys(own).length === 0 ? [] : [flagTable(own)]),
  ].join("\n");
}

function flagTable(flags: CommandSpec["flags"]): string {
  const rows = flagRows(flags).map(([name, text]) => `| \`${name}\` | ${text.replaceAll("|", "\\|")} |\n`);
  return `| Option | |\n| --- | --- |\n${rows.join("")}`;
}
