/** What the action sees of GitHub's runner: a port, so that nothing but `core-runner.ts` knows @actions/core. */
import type { Annotation } from "../render/github.js";

export interface Runner {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hides a text in everything that the job logs from now on. */
  mask(secret: string): void;
  setOutput(name: string, value: string): void;
  /** Makes the step fail, with a last word. */
  fail(text: string): void;
  annotate(level: Annotation["level"], text: string, properties?: Annotation["properties"]): void;
  info(text: string): void;
  debug(text: string): void;
  group<T>(title: string, run: () => Promise<T>): Promise<T>;
  /** Adds Markdown to the job summary. Rejects when there is none, or when it cannot be written. */
  addSummary(markdown: string): Promise<void>;
}
