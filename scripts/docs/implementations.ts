/** Finds the source file that speaks for a rule, by its id in the text of the sources. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { structureRules } from "../../src/schema/rules.js";

const root = join(import.meta.dirname, "..", "..");

/** Where an id may stand without being what reports it; such a file counts only when there is no other. */
const lists = ["src/schema/rules.ts", "src/config/rule-groups.ts", "src/flow/expression/condition-problem.ts"];
/** The more telling file first: a check of its own, a check of the structure, a row of a table. */
const order = ["src/rules/", "src/schema/", "src/validate/", "src/flow/"];
/** Rules of the tables are those of the structure check, though other checks may borrow their ids. */
const structureOrder = ["src/schema/", "src/flow/structure.ts", "src/flow/", "src/rules/"];
const structureIds = new Set(structureRules.map(({ id }) => id));

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Ids that are put together, such as `component-${type}-title-length`. */
  readonly templates: readonly RegExp[];
}

/** A function from a rule to the path of its source file; undefined when no source names it. */
export function implementations(): (rule: string) => string | undefined {
  const files: readonly SourceFile[] = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => {
      const text = readFileSync(join(root, "src", name), "utf8");
      return { path: `src/${name.replaceAll("\\", "/")}`, text, templates: templatesIn(text) };
    });
  return (rule) => {
    const naming = files
      .filter(({ text, templates }) => text.includes(`"${rule}"`) || templates.some((template) => template.test(rule)))
      .map(({ path }) => path);
    return naming.sort((a, b) => rank(a, rule) - rank(b, rule) || (a < b ? -1 : 1))[0];
  };
}

function templatesIn(text: string): RegExp[] {
  return [...text.matchAll(/`([a-z]+(?:-[a-z]+)*-\$\{[^`]*)`/g)].flatMap(([, template = ""]) => {
    const pattern = template.replace(/\$\{[^}]*\}/g, "[a-z-]+");
    return /^[a-z+[\]-]+$/.test(pattern) ? [new RegExp(`^${pattern}$`)] : [];
  });
}

function rank(path: string, rule: string): number {
  if (path.endsWith(`/${rule}.ts`)) return -1;
  if (lists.includes(path)) return order.length + 1;
  const folders = structureIds.has(rule) ? structureOrder : order;
  const place = folders.findIndex((folder) => path.startsWith(folder));
  return place === -1 ? folders.length : place;
}
