import { renderGithub } from "./github.js";
import type { Renderer } from "./input.js";
import { renderJson } from "./json.js";
import { renderMarkdown } from "./markdown.js";
import { renderPretty } from "./pretty.js";
import { renderSarif } from "./sarif.js";

/** The one list of formats of findings, in the order in which help shows them. */
export const formats = {
  pretty: { summary: "for people, with the lines that a finding is about", render: renderPretty },
  json: { summary: "one document, described by schemas/report.schema.json", render: renderJson },
  github: { summary: "workflow commands, which GitHub shows as annotations", render: renderGithub },
  sarif: { summary: "SARIF 2.1.0, for code scanning", render: renderSarif },
  markdown: { summary: "a list for a comment or a job summary", render: renderMarkdown },
} as const satisfies Readonly<Record<string, { readonly summary: string; readonly render: Renderer }>>;

export type Format = keyof typeof formats;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}
