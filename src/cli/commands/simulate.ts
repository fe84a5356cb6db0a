import { fails } from "../../diagnostic/counts.js";
import type { FileReport } from "../../diagnostic/diagnostic.js";
import { UsageError } from "../../errors/errors.js";
import { dayOf } from "../../host/node-clock.js";
import { nodeSandbox } from "../../host/node-sandbox.js";
import { writeProjectFile } from "../../host/project-file.js";
import { type Format, formats, isFormat } from "../../render/index.js";
import { reportDocument } from "../../render/json.js";
import { coverageText } from "../../simulation/coverage-text.js";
import type { Sandbox } from "../../simulation/sandbox.js";
import { type Simulation, simulate } from "../../simulation/simulate.js";
import { transcriptOf } from "../../simulation/transcript.js";
import { validate } from "../../validate/validate.js";
import { validateEndpoint } from "../../validate/validate-endpoint.js";
import { loadConfigFile } from "../config-file.js";
import { failOnOf } from "../fail-on.js";
import { parseObject, readNamed } from "../flow-source.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

interface Source {
  readonly path: string;
  readonly text: string;
}

/** What is shown: findings, and the simulation they are from, unless it could not begin. */
interface Outcome {
  readonly files: readonly FileReport[];
  readonly simulation: Simulation | undefined;
}

export async function simulateCommand(options: Options, session: Session): Promise<Result> {
  const [flowPath = ""] = options.arguments;
  const flow = { path: flowPath, text: await readNamed(flowPath, session) };
  const endpointPath = options.need("endpoint");
  const endpoint = { path: endpointPath, text: await readNamed(endpointPath, session) };
  const outcome = await outcomeOf(flow, endpoint, options, session);
  const transcript = options.text("transcript");
  if (transcript !== undefined && outcome.simulation !== undefined) {
    await writeProjectFile(session.host.cwd, transcript, transcriptOf(outcome.simulation.exchanges), true);
  }
  const failOn = failOnOf(options);
  const failed = outcome.files.some((file) => file.diagnostics.some((diagnostic) => fails(diagnostic, failOn)));
  const least = options.number("fail-under") ?? 0;
  const percent = outcome.simulation?.coverage.percent ?? 0;
  if (percent < least) session.log.warn(`The coverage of ${percent} % is below ${least} %.`);
  const text = await textOf(outcome, [flow, endpoint], options, session);
  return { kind: "text", text, exit: failed || percent < least ? 1 : 0 };
}

/** Simulates, unless the flow cannot be read or the code cannot run: then what is wrong is all there is to say. */
async function outcomeOf(flow: Source, endpoint: Source, options: Options, session: Session): Promise<Outcome> {
  const config = await loadConfigFile(options, session, false);
  const now = session.clock.now();
  const rules = (path: string) =>
    config === undefined
      ? { today: dayOf(now) }
      : { today: dayOf(now), severity: (rule: string) => config.severity(rule, path) };
  const code = await validateEndpoint(endpoint.text, endpoint.path, rules(endpoint.path));
  if (code.diagnostics.some(({ severity }) => severity === "error")) return { files: [code], simulation: undefined };
  const [seed, timeLimitMs, maxExchanges] = [
    options.number("seed"),
    options.number("time-limit"),
    options.number("max-exchanges"),
  ];
  const flowAction = options.text("flow-action");
  const simulation = await simulate({
    flow,
    endpoint,
    sandbox: await sandboxOf(options),
    now,
    secrets: await objectOf("secrets", options, session),
    kv: await objectOf("kv", options, session),
    allowFetch: options.list("allow-fetch"),
    ...(config === undefined ? {} : { severity: config.severity }),
    ...(seed === undefined ? {} : { seed }),
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
    ...(maxExchanges === undefined ? {} : { maxExchanges }),
    ...(flowAction === "navigate" || flowAction === "data_exchange" ? { flowAction } : {}),
    signal: session.host.interruption("cut-short"),
  });
  if (simulation !== undefined) return { files: simulation.files, simulation };
  return { files: [await validate(flow.text, flow.path, rules(flow.path))], simulation: undefined };
}

async function sandboxOf(options: Options): Promise<Sandbox> {
  if (options.text("runtime") !== "workerd") return nodeSandbox;
  const { loadWorkerdSandbox } = await import("../../host/workerd-sandbox.js");
  return loadWorkerdSandbox();
}

/** The JSON object in the file that a flag names. */
async function objectOf(
  flag: "secrets" | "kv",
  options: Options,
  session: Session,
): Promise<Readonly<Record<string, unknown>>> {
  const path = options.text(flag);
  return path === undefined ? {} : parseObject(await session.files.read(path), `The file \`${path}\``);
}

async function textOf(
  { files, simulation }: Outcome,
  sources: readonly Source[],
  options: Options,
  session: Session,
): Promise<string> {
  const named = options.text("format");
  if (session.json && named !== undefined && named !== "json") {
    throw new UsageError("USAGE_CONTRADICTION", `\`--json\` and \`--format ${named}\` exclude each other.`, {
      hint: "Give only one of them.",
    });
  }
  if (named === "junit") {
    const { junitOf } = await import("../../simulation/junit.js");
    return junitOf({ files, exchanges: simulation?.exchanges ?? [] }, failOnOf(options));
  }
  const format: Format = session.json ? "json" : named !== undefined && isFormat(named) ? named : "pretty";
  if (format === "json") return `${JSON.stringify(documentOf(files, simulation), null, 2)}\n`;
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const text = (await formats[format].load())({ files, sources: texts, color: session.colors.out });
  if (simulation === undefined || format === "sarif" || format === "github") return text;
  const { coverage, exchanges } = simulation;
  return `${text}${format === "markdown" ? "\n" : ""}${coverageText({ coverage, exchanges: exchanges.length })}`;
}

/** The document of `validate`, with what only a simulation knows. */
function documentOf(files: readonly FileReport[], simulation: Simulation | undefined): unknown {
  return {
    ...reportDocument(files),
    coverage: simulation?.coverage ?? null,
    exchanges: simulation?.exchanges.length ?? 0,
    completions: simulation?.completions ?? [],
  };
}
