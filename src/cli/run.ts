/** Runs one command line against a host. The only place of the command line that catches everything. */
import { InvalidConfigError } from "../config/config.js";
import { redact } from "../errors/redact.js";
import { tool } from "../tool.js";
import { readCommandLine } from "./args.js";
import { wantsColor } from "./colors.js";
import { errorDocument, errorText } from "./error-text.js";
import { type ExitCode, exitCodeOfError } from "./exit-code.js";
import type { Host } from "./host.js";
import { openSession, type Session } from "./session.js";
import type { Result } from "./spec.js";

/** Never rejects; says how the process is to end. */
export async function run(host: Host): Promise<ExitCode> {
  // The flags may be what is wrong, so these two are looked for by themselves.
  const words = host.args.slice(0, host.args.includes("--") ? host.args.indexOf("--") : undefined);
  let json = words.some((word) => word === "--json" || word.startsWith("--json="));
  let color = wantsColor(host.err.isTerminal, words.includes("--no-color"), host.env);
  let secrets: readonly string[] = [host.env.KAPSO_API_KEY?.trim() ?? ""];
  try {
    const invocation = readCommandLine(host.args, host.env);
    if (invocation.kind === "version") {
      host.out.write(`${tool.version}\n`);
      return 0;
    }
    if (invocation.kind === "help") {
      host.out.write(await help(invocation.topic));
      return 0;
    }
    const session = openSession(host, invocation.options);
    json = session.json;
    color = session.colors.err;
    secrets = session.secrets;
    const command = await invocation.spec.load();
    return print(await command(invocation.options, session), session);
  } catch (error) {
    if (json) host.err.write(redact(document({ ok: false, error: errorDocument(error) }), secrets));
    else host.err.write((await findingsOf(error, color)) + errorText(error, color, secrets));
    return exitCodeOfError(error);
  }
}

/** Findings that an error carries, with the lines they are about. */
async function findingsOf(error: unknown, color: boolean): Promise<string> {
  if (!(error instanceof InvalidConfigError)) return "";
  return (await import("./config-error.js")).configFindingsText(error, color);
}

async function help(topic: string | null): Promise<string> {
  const { helpText } = await import("./help.js");
  return helpText(topic, topic === "pipeline" ? await stepLines() : []);
}

/** Steps and presets say themselves what they do. */
async function stepLines(): Promise<readonly (readonly [string, string])[]> {
  const [{ allSteps }, { presets }] = await Promise.all([import("../steps/index.js"), import("../pipelines/index.js")]);
  return [
    ...allSteps.map((step) => [step.name, step.summary] as const),
    ...Object.entries(presets).map(([name, preset]) => [name, `Preset: ${preset.stepNames.join(", ")}.`] as const),
  ];
}

function print(result: Result, { host, json, secrets }: Session): ExitCode {
  switch (result.kind) {
    case "data":
      host.out.write(json ? document({ ok: true, data: result.data }) : result.text);
      return 0;
    case "text":
      host.out.write(result.text);
      return result.exit;
    case "refused":
      host.err.write(json ? redact(document({ ok: false, error: result.error }), secrets) : result.text);
      return result.exit;
  }
}

function document(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
