import type { Severity } from "../diagnostic/diagnostic.js";
import { style } from "../text/paint.js";

/** How each surface calls a severity. */
export const severityWords: Readonly<
  Record<
    Severity,
    {
      /** The workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
      readonly github: "error" | "warning" | "notice";
      /** `level` of SARIF 2.1.0, 3.27.10. */
      readonly sarif: "error" | "warning" | "note";
      /** In Markdown, always with the word beside it. */
      readonly mark: string;
      /** SGR parameter of ECMA-48: red, yellow, cyan. */
      readonly color: string;
    }
  >
> = {
  error: { github: "error", sarif: "error", mark: "❌", color: style.red },
  warning: { github: "warning", sarif: "warning", mark: "⚠️", color: style.yellow },
  info: { github: "notice", sarif: "note", mark: "ℹ️", color: style.cyan },
};
