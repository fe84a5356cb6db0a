import type { Renderer } from "./input.js";

interface FormatEntry {
  /** For help and docs. */
  readonly summary: string;
  /** Only the format that is wanted is loaded. */
  readonly load: () => Promise<Renderer>;
}

/** The one list of formats of findings, in the order in which help shows them. */
export const formats = {
  pretty: {
    summary: "for people, with the lines that a finding is about",
    load: async () => (await import("./pretty.js")).renderPretty,
  },
  json: {
    summary: "one document, described by schemas/report.schema.json",
    load: async () => (await import("./json.js")).renderJson,
  },
  github: {
    summary: "workflow commands, which GitHub shows as annotations",
    load: async () => (await import("./github.js")).renderGithub,
  },
  sarif: { summary: "SARIF 2.1.0, for code scanning", load: async () => (await import("./sarif.js")).renderSarif },
  markdown: {
    summary: "a list for a comment or a job summary",
    load: async () => (await import("./markdown.js")).renderMarkdown,
  },
} as const satisfies Readonly<Record<string, FormatEntry>>;

export type Format = keyof typeof formats;

/** Whether there is a format of that name. */
export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}
