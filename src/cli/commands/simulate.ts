import { secretNamesIn } from "../../config/environment.js";
import { fails } from "../../diagnostic/counts.js";
import type { FileReport } from "../../diagnostic/diagnostic.js";
import { UsageError } from "../../errors/errors.js";
import { dayText } from "../../flow/dates.js";
import { nodeSandbox } from "../../host/node-sandbox.js";
import { writeProjectFile } from "../../host/project-file.js";
import type { SourceFile } from "../../pipeline/facts.js";
import { type Format, formats, isFormat } from "../../render/index.js";
import { reportDocument } from "../../render/json.js";
import { coverageText } from "../../simulation/coverage-text.js";
import { fakeSecrets } from "../../simulation/fake-secrets.js";
import type { Sandbox } from "../../simulation/sandbox.js";
import type { ScenarioResult } from "../../simulation/scenario/result.js";
import type { ScenarioFile } from "../../simulation/scenario/run.js";
import { type Simulation, simulate } from "../../simulation/simulate.js";
import { transcriptOf } from "../../simulation/transcript.js";
import { ruleInfos } from "../../validate/rule-set.js";
import { validate } from "../../validate/validate.js";
import { canStart, coveringSecrets, validateEndpoint } from "../../validate/validate-endpoint.js";
import { loadConfigFile } from "../config-file.js";
import { failOnOf } from "../fail-on.js";
import { parseObject, readNamed } from "../flow-source.js";
import { formatNamed } from "../format.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

/** What is shown: findings, and the simulation they are from, unless it could not begin. */
interface Outcome {
  readonly files: readonly FileReport[];
  readonly simulation: Simulation | undefined;
}

/** `wa-flows simulate`. */
export async function simulateCommand(options: Options, session: Session): Promise<Result> {
  const [flowPath = ""] = options.arguments;
  const recordPath = options.text("record");
  if (recordPath?.endsWith(".scenario.yml") === false) {
    throw new UsageError("USAGE_BAD_VALUE", `\`${recordPath}\` is not the name of a scenario.`, {
      hint: "It ends in `.scenario.yml`, by which it is found.",
    });
  }
  const named = formatNamed(options);
  const flow = { path: flowPath, text: await readNamed(flowPath, session) };
  const endpointPath = options.need("endpoint");
  const endpoint = { path: endpointPath, text: await readNamed(endpointPath, session) };
  const scenarios = await scenariosOf(flow.path, endpoint.path, options, session);
  const outcome = await outcomeOf(flow, endpoint, scenarios, options, session);
  const transcript = options.text("transcript");
  if (transcript !== undefined && outcome.simulation !== undefined) {
    await writeProjectFile(session.host.cwd, transcript, transcriptOf(outcome.simulation.exchanges), true);
  }
  const recorded = await writeRecorded(outcome.simulation, options, session);
  const failOn = failOnOf(options);
  const failed = outcome.files.some((file) => file.diagnostics.some((diagnostic) => fails(diagnostic, failOn)));
  const least = options.number("fail-under") ?? 0;
  const percent = outcome.simulation?.coverage.percent ?? 0;
  if (percent < least) session.log.warn(`The coverage of ${percent} % is below ${least} %.`);
  const text = await textOf(outcome, [flow, endpoint, ...scenarios], named, { options, session });
  const unreadable = outcome.simulation?.scenarios.some(({ status }) => status === "unreadable") === true;
  return { kind: "text", text, exit: unreadable ? 2 : failed || !recorded || percent < least ? 1 : 0 };
}

/** Writes what `--record` asks for. False when there was nothing to write. */
async function writeRecorded(simulation: Simulation | undefined, options: Options, session: Session): Promise<boolean> {
  const path = options.text("record");
  if (path === undefined) return true;
  const files = simulation?.recorded ?? [];
  if (files.length === 0) session.log.warn(`No way to the end of the flow was found, so \`${path}\` was not written.`);
  for (const file of files) {
    await writeProjectFile(session.host.cwd, file.path, file.text, false);
    session.log.notice(`Wrote ${file.path}`);
  }
  return files.length > 0;
}

/** The scenarios that are named, else those beside the flow that are not for another one. */
async function scenariosOf(
  flowPath: string,
  endpointPath: string,
  options: Options,
  session: Session,
): Promise<readonly ScenarioFile[]> {
  const named = options.list("scenario");
  if (options.switch("no-scenarios") || (named.length === 0 && flowPath === "-")) return [];
  const { readScenarios, scenariosBeside, scenariosFor } = await import("../../simulation/scenario/collect.js");
  const paths = await session.files.expand(named.length > 0 ? named : [scenariosBeside(flowPath)]);
  if (paths.length === 0 && (named.length > 0 || options.switch("no-walk"))) {
    throw new UsageError("USAGE_NO_SCENARIO", "There is no scenario to play.", {
      hint: "Name one with `--scenario`, or put a `*.scenario.yml` beside the flow.",
    });
  }
  const files = await readScenarios(paths, (path) => session.files.read(path));
  return named.length > 0 ? files : scenariosFor(files, flowPath, endpointPath);
}

/** Simulates, unless the flow cannot be read or the code cannot run: then what is wrong is all there is to say. */
async function outcomeOf(
  flow: SourceFile,
  endpoint: SourceFile,
  scenarios: readonly ScenarioFile[],
  options: Options,
  session: Session,
): Promise<Outcome> {
  const config = await loadConfigFile(options, session, false);
  const now = session.clock.now();
  const rules = (path: string) =>
    config === undefined
      ? { today: dayText(now) }
      : { today: dayText(now), severity: (rule: string) => config.severity(rule, path) };
  const code = await validateEndpoint(endpoint.text, endpoint.path, rules(endpoint.path));
  if (!canStart(code)) return { files: [code], simulation: undefined };
  const [seed, timeLimitMs, maxExchanges] = [
    options.number("seed"),
    options.number("time-limit"),
    options.number("max-exchanges"),
  ];
  const flowAction = options.text("flow-action");
  const record = options.text("record");
  const simulation = await simulate({
    flow,
    endpoint,
    sandbox: await sandboxOf(options),
    now,
    secrets: {
      ...fakeSecrets(config === undefined ? [] : secretNamesIn(config.config, config.environment)),
      ...(await objectOf("secrets", options, session)),
    },
    kv: await objectOf("kv", options, session),
    allowFetch: options.list("allow-fetch"),
    walk: !options.switch("no-walk"),
    ...(record === undefined ? {} : { record }),
    scenarios,
    ...(config === undefined ? {} : { severity: config.severity }),
    ...(seed === undefined ? {} : { seed }),
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
    ...(maxExchanges === undefined ? {} : { maxExchanges }),
    ...(flowAction === "navigate" || flowAction === "data_exchange" ? { flowAction } : {}),
    signal: session.host.interruption("cut-short"),
  });
  if (simulation !== undefined) return { files: coveringSecrets(simulation.files, code), simulation };
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
  sources: readonly SourceFile[],
  named: string | undefined,
  { options, session }: { readonly options: Options; readonly session: Session },
): Promise<string> {
  if (named === "junit") {
    const { junitOf } = await import("../../simulation/junit.js");
    return junitOf(
      { files, exchanges: simulation?.exchanges ?? [], scenarios: simulation?.scenarios ?? [] },
      failOnOf(options),
    );
  }
  const format: Format = named !== undefined && isFormat(named) ? named : "pretty";
  if (format === "json") return `${JSON.stringify(documentOf(files, simulation), null, 2)}\n`;
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const text = (await formats[format].load())({
    ...{ files, sources: texts, color: session.colors.out },
    ruleSummary: (rule) => ruleInfos.get(rule)?.what,
  });
  if (simulation === undefined || format === "sarif" || format === "github") return text;
  const { coverage, exchanges, scenarios } = simulation;
  const { scenariosText } = await import("../../simulation/scenario/text.js");
  const seen = coverageText({ coverage, exchanges: exchanges.length });
  const played = scenariosText(scenarios, exchanges);
  if (format !== "markdown") return `${text}${seen}${played}`;
  const { codeBlock } = await import("../../render/markdown-text.js");
  return `${text}\n${codeBlock("text", `${seen}${played}`.trimEnd())}`;
}

/** The document of `validate`, with what only a simulation knows. */
function documentOf(files: readonly FileReport[], simulation: Simulation | undefined): unknown {
  return {
    ...reportDocument(files),
    coverage: simulation?.coverage ?? null,
    exchanges: simulation?.exchanges.length ?? 0,
    completions: simulation?.completions ?? [],
    scenarios: (simulation?.scenarios ?? []).map(scenarioData),
  };
}

/** A scenario in the document; what failed stands among the diagnostics of its file. */
function scenarioData({ path, name, status, steps }: ScenarioResult): unknown {
  return { path, name, status, steps: steps.map(({ failures: _, ...step }) => step) };
}
