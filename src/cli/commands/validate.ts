import { fails } from "../../diagnostic/counts.js";
import type { FileReport } from "../../diagnostic/diagnostic.js";
import { compareText } from "../../diagnostic/order.js";
import { FileError, UsageError } from "../../errors/errors.js";
import { dayText } from "../../flow/dates.js";
import { readAsNamedBy } from "../../pipelines/project.js";
import { type Format, formats, isFormat } from "../../render/index.js";
import type { RenderInput } from "../../render/input.js";
import { counted } from "../../text/counted.js";
import { quotedList } from "../../text/quoted.js";
import { validate } from "../../validate/validate.js";
import type { ValidateOptions } from "../../validate/validate-flow.js";
import { type FileConfig, loadConfigFile } from "../config-file.js";
import { errorDocument, errorText } from "../error-text.js";
import { failOnOf } from "../fail-on.js";
import { kindOf, readNamed } from "../flow-source.js";
import { formatNamed } from "../format.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

/** A text to check, and what the report calls it. */
interface Source {
  readonly path: string;
  readonly kind: "flow-json" | "data-endpoint";
  readonly text: string;
  readonly stdin: boolean;
}

/** `wa-flows validate`. */
export async function validateCommand(options: Options, session: Session): Promise<Result> {
  const format = formatOf(options);
  const config = await loadConfigFile(options, session, false);
  const listed = options.arguments.length === 0 && config !== undefined && config.config.flows.length > 0;
  const naming = listed ? config.config : undefined;
  const { read, unread } = await readSources(await pathsOf(options, session, config), options, session, naming);
  const today = dayFlag(options) ?? dayText(session.clock.now());
  const judge = (source: Source, among: readonly Source[]): Promise<FileReport> =>
    check(
      source,
      { today, forPublish: options.switch("for-publish"), ...severityFor(config, source) },
      flowTextFor(source, among, config, session),
    );
  const sources = options.switch("fix") ? await fixSources(read, (source) => judge(source, read), session) : read;
  const files: FileReport[] = [];
  for (const source of sources) files.push(await judge(source, sources));
  const texts = new Map(sources.map((source) => [source.path, source.text]));
  if (config !== undefined && options.arguments.length === 0) {
    files.push(...configFindings(config, [...texts.keys(), ...unread.map(({ path }) => path)]));
    texts.set(config.config.path, config.shownText);
  }
  const failOn = failOnOf(options);
  const failed = files.some((file) => file.diagnostics.some((diagnostic) => fails(diagnostic, failOn)));
  const exit = unread.length > 0 ? 2 : failed ? 1 : 0;
  tellUnread(unread, session);
  if (options.switch("quiet") && !failed) return { kind: "text", text: "", exit };
  const renderer = await formats[format].load();
  const text = renderer({
    files,
    sources: texts,
    color: session.colors.out,
    ...(await extras(format, session)),
  });
  return { kind: "text", text, exit };
}

function formatOf(options: Options): Format {
  const named = formatNamed(options);
  return named !== undefined && isFormat(named) ? named : "pretty";
}

/** What only some formats use, and what the others need not wait for. */
async function extras(format: Format, { host }: Session): Promise<Pick<RenderInput, "base" | "ruleSummary">> {
  if (format !== "github" && format !== "sarif") return {};
  const { repositoryBase } = await import("../repository.js");
  const base = repositoryBase(host);
  const { ruleInfos } = await import("../../validate/rule-set.js");
  return { ...(base === undefined ? {} : { base }), ruleSummary: (rule) => ruleInfos.get(rule)?.what };
}

function dayFlag(options: Options): string | undefined {
  const day = options.text("date");
  if (day === undefined) return undefined;
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  if (parsed !== undefined && !Number.isNaN(parsed.getTime()) && dayText(parsed.getTime()) === day) return day;
  throw new UsageError("USAGE_BAD_VALUE", `\`--date\` cannot be \`${day}\`.`, {
    hint: "It takes a day of the calendar, as `2026-11-22`.",
  });
}

/** What is wrong with the config although it can be used. Only known when everything it is about was looked at. */
function configFindings({ config, unusedSettings }: FileConfig, paths: readonly string[]): readonly FileReport[] {
  const diagnostics = unusedSettings(paths);
  return diagnostics.length === 0 ? [] : [{ path: config.path, kind: "config", diagnostics }];
}

/** The config's severities, as far as they concern that file. */
function severityFor(config: FileConfig | undefined, { path }: Source): Pick<ValidateOptions, "severity"> {
  return config === undefined ? {} : { severity: (rule) => config.severity(rule, path) };
}

async function pathsOf(options: Options, session: Session, config: FileConfig | undefined): Promise<readonly string[]> {
  if (options.arguments.length > 0) return named(options.arguments, session);
  if (config !== undefined && config.config.flows.length > 0) return configuredPaths(config);
  const found = await session.files.expand(["**/*.flow.json", "**/flow.json"]);
  if (found.length > 0) return found;
  throw new UsageError(
    "USAGE_NOTHING_FOUND",
    "There is nothing to check: no PATH, no config and no flow below this folder.",
    {
      hint: "Name a file or folder, as in `wa-flows validate flows`. Without a name, `**/*.flow.json` and `**/flow.json` are looked for.",
    },
  );
}

function configuredPaths({ config }: FileConfig): readonly string[] {
  const paths = config.flows.flatMap(({ json, endpoint }) => (endpoint === undefined ? [json] : [json, endpoint]));
  return [...new Set(paths)].sort(compareText);
}

async function named(patterns: readonly string[], session: Session): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    if (pattern === "-") {
      paths.add("-");
      continue;
    }
    const found = await session.files.expand([pattern]);
    // Silence would look like success for a pattern with a slip in it.
    if (found.length === 0) session.log.warn(`Nothing found for \`${pattern}\`.`);
    for (const path of found) paths.add(path);
  }
  if (paths.size > 0) return [...paths].sort(compareText);
  throw new UsageError("USAGE_NOTHING_FOUND", `There is nothing to check in ${quotedList(patterns)}.`, {
    hint: 'A folder stands for its `.json` files that have a `"screens"` key, a glob for `.json` and `.js` files. A file that is named is always checked.',
  });
}

/** A file that cannot be read, and why. */
interface Unread {
  readonly path: string;
  readonly error: FileError;
}

/** One file that cannot be read does not keep the others from being judged; alone, it is all there is to say. */
async function readSources(
  paths: readonly string[],
  options: Options,
  session: Session,
  naming: { readonly path: string } | undefined,
): Promise<{ readonly read: readonly Source[]; readonly unread: readonly Unread[] }> {
  const read: Source[] = [];
  const unread: Unread[] = [];
  for (const path of paths) {
    const shown = path === "-" ? (options.text("stdin-filename") ?? "stdin.json") : path;
    const kind = kindOf(shown);
    if (kind === undefined) {
      throw new UsageError("USAGE_UNKNOWN_KIND", `What \`${shown}\` holds cannot be told from its ending.`, {
        hint: "Flow JSON ends in `.json`, data endpoint code in `.js`.",
      });
    }
    const reading = readNamed(path, session, shown);
    try {
      const text = await (naming === undefined ? reading : readAsNamedBy(naming, reading));
      read.push({ path: shown, kind, text, stdin: path === "-" });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      unread.push({ path: shown, error });
    }
  }
  const [first] = unread;
  if (first !== undefined && read.length === 0 && unread.length === 1) throw first.error;
  return { read, unread };
}

/** What the report cannot hold, because there was no text to judge. */
function tellUnread(unread: readonly Unread[], { host, json, colors, secrets }: Session): void {
  const [first] = unread;
  if (first === undefined) return;
  if (!json) for (const { error } of unread) host.err.write(errorText(error, colors.err, secrets));
  else {
    const files = unread.map(({ path, error }) => ({ path, code: error.code, message: error.message }));
    const document = { ok: false, error: { ...errorDocument(first.error), details: { files } } };
    host.err.write(`${JSON.stringify(document, null, 2)}\n`);
  }
}

/** Repairs what can be repaired for certain, in the files themselves, and says what it did to which. */
async function fixSources(
  sources: readonly Source[],
  judge: (source: Source) => Promise<FileReport>,
  session: Session,
): Promise<readonly Source[]> {
  if (sources.some((source) => source.stdin)) {
    throw new UsageError("USAGE_CONTRADICTION", "`--fix` changes files, and standard input is none.", {
      hint: "Name a file instead of `-`.",
    });
  }
  const { fixAll } = await import("../../validate/apply-fixes.js");
  const { writeProjectFile } = await import("../../host/project-file.js");
  const fixed: Source[] = [];
  for (const source of sources) {
    const findings = async (text: string) => (await judge({ ...source, text })).diagnostics;
    const { text, applied } = await fixAll(source.text, findings);
    if (applied.length > 0) {
      await writeProjectFile(session.host.cwd, source.path, text, true);
      session.log.notice(`Fixed ${counted(applied.length, "finding")} in \`${source.path}\`:`);
      for (const { range, rule, fix } of applied) {
        session.log.notice(`  line ${range.start.line}: ${fix?.title ?? ""} (${rule})`);
      }
    }
    fixed.push({ ...source, text });
  }
  return fixed;
}

async function check(
  source: Source,
  options: ValidateOptions,
  flowText: () => Promise<string | undefined>,
): Promise<FileReport> {
  if (source.kind === "flow-json") return validate(source.text, source.path, options);
  const [{ validateEndpoint }, { parseFlow }, text] = await Promise.all([
    import("../../validate/validate-endpoint.js"),
    import("../../validate/parse-flow.js"),
    flowText(),
  ]);
  const parsed = text === undefined ? undefined : parseFlow(text, options);
  return validateEndpoint(source.text, source.path, {
    ...options,
    ...(parsed?.ok === true ? { flow: parsed.flow } : {}),
  });
}

/** The text of the flow that some code answers for, when that is known; asked only for code. */
function flowTextFor(
  { path }: Source,
  sources: readonly Source[],
  config: FileConfig | undefined,
  session: Session,
): () => Promise<string | undefined> {
  return async () => {
    const { flowPathFor } = await import("../../validate/flow-for.js");
    const flow = flowPathFor(path, sources, config?.config.flows ?? []);
    const named = sources.find((each) => each.path === flow);
    if (flow === undefined || named !== undefined) return named?.text;
    try {
      return await session.files.read(flow);
    } catch (error) {
      // The code can be checked without it; whether the flow is there is another question.
      if (error instanceof FileError) return undefined;
      throw error;
    }
  };
}
