/** The tables of docs/action.md that are made from action.yml; the text around them is written by hand. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type InputName, inputNames, inputSpec } from "../../src/action/input-specs.js";

const root = new URL("../../", import.meta.url);

interface Described {
  readonly description: string;
}

interface Action {
  readonly inputs: Readonly<Record<InputName, Described>>;
  readonly outputs: Readonly<Record<string, Described>>;
}

/** The whole page, with fresh tables between its marks. */
export function actionPage(): string {
  const { inputs, outputs }: Action = parse(readFileSync(new URL("action.yml", root), "utf8"));
  const page = readFileSync(new URL("docs/action.md", root), "utf8");
  const inputRows = inputNames.map((name) => [`\`${name}\`${mark(name)}`, given(name), inputs[name].description]);
  const outputRows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]);
  return between(
    between(page, "inputs", table(["Input", "Without it", ""], inputRows)),
    "outputs",
    table(["Output", ""], outputRows),
  );
}

function mark(name: InputName): string {
  return inputSpec(name).required === true ? " (required)" : "";
}

/** What counts when the input is not given. */
function given(name: InputName): string {
  const { default: value, env } = inputSpec(name);
  return value !== undefined ? `\`${value}\`` : env !== undefined ? `variable \`${env}\`` : "";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`);
  return lines.map((line) => line.replaceAll("|  |", "| |")).join("\n");
}

function cell(text: string): string {
  return text.trim().replaceAll("\n", " ").replaceAll("|", "\\|");
}

function between(page: string, name: string, content: string): string {
  const marks = new RegExp(`(<!-- ${name}: made from action.yml -->\n)[\\s\\S]*(<!-- end of ${name} -->\n)`);
  if (!marks.test(page)) throw new Error(`docs/action.md has no marks for its ${name}.`);
  return page.replace(marks, (_, start: string, end: string) => `${start}\n${content}\n\n${end}`);
}
