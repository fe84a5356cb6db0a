import type { InvalidConfigError } from "../config/config.js";
import { renderPretty } from "../render/pretty.js";

/** What is wrong with a config, at its places. */
export function configFindingsText({ report, shownText }: InvalidConfigError, color: boolean): string {
  return `${renderPretty({ files: [report], sources: new Map([[report.path, shownText]]), color })}\n`;
}
