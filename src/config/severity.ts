import type { Diagnostic } from "../diagnostic/diagnostic.js";
import { ordered } from "../diagnostic/order.js";
import { glob } from "../text/glob.js";
import { relativePath } from "../text/path.js";
import type { Config, RuleSeverity } from "./config.js";
import { configDiagnostic } from "./problems.js";
import { groupCovers } from "./rule-groups.js";

/**
 * The config's severity for a rule on a path; undefined: the rule's own. Of the settings that match the path the last
 * counts, and one of the rule by its own name goes before one of its group. Paths are relative to where the config's own path is, or both are absolute.
 */
export function severityOf(config: Config): (rule: string, path: string) => RuleSeverity | undefined {
  const settings = config.rules.map(({ rule, severity, paths }) => ({
    rule,
    severity,
    tests: paths?.map(({ pattern }) => glob(pattern)),
  }));
  return (rule, path) => {
    if (settings.length === 0) return undefined;
    const own = relativePath(config.folder, path);
    const here = settings.filter(({ tests }) => tests?.some((test) => test(own)) ?? true);
    const setting = here.findLast((one) => one.rule === rule) ?? here.findLast((one) => groupCovers(one.rule, rule));
    return setting?.severity;
  };
}

/** A warning for each path of a rule's setting that matches none of the paths that were looked at. */
export function unusedSettings(config: Config, paths: readonly string[]): Diagnostic[] {
  const own = paths.map((path) => relativePath(config.folder, path));
  const unused = config.rules.flatMap(({ rule, paths: patterns = [] }) =>
    patterns
      .filter(({ pattern }) => !own.some(glob(pattern)))
      .map(({ pattern, pointer, range }) =>
        configDiagnostic({
          rule: "config-unused-setting",
          message: `\`${pattern}\` matches no file, so this setting of \`${rule}\` does nothing. Patterns are relative to the config's folder.`,
          pointer,
          range,
        }),
      ),
  );
  return ordered(unused);
}
