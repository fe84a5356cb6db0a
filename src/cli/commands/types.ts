import { completionContract } from "../../completion/contract.js";
import { completionSchema } from "../../completion/json-schema.js";
import { completionTypes } from "../../completion/typescript.js";
import { UsageError } from "../../errors/errors.js";
import type { FlowDocument } from "../../flow/document.js";
import { nodeSandbox } from "../../host/node-sandbox.js";
import { writeProjectFile } from "../../host/project-file.js";
import type { SourceFile } from "../../pipeline/facts.js";
import { shortName } from "../../pipelines/targets.js";
import type { Completion } from "../../simulation/moves.js";
import { simulate } from "../../simulation/simulate.js";
import { counted } from "../../text/counted.js";
import { parseFlow } from "../../validate/parse-flow.js";
import { parseObject, readNamed } from "../flow-source.js";
import { formatNamed } from "../format.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

/** The day that the code of the endpoint lives in: always the same, so that what is made can be compared. */
const simulatedNow = Date.UTC(2026, 0, 1, 12);

/** `wa-flows types`. */
export async function typesCommand(options: Options, session: Session): Promise<Result> {
  const [path = ""] = options.arguments;
  const format = formatOf(options);
  const out = options.text("out");
  if (options.switch("check") && out === undefined) {
    throw new UsageError("USAGE_MISSING_FLAG", "`--check` needs `--out FILE`, the file to compare with.");
  }
  const flow = { path, text: await readNamed(path, session) };
  const document = documentOf(flow);
  const completions = await observed(flow, options, session);
  const contract = completionContract(document, {
    name: nameOf(options, path),
    ...(completions === undefined ? {} : { completions }),
  });
  if (contract.endings.length === 0) session.log.warn(`Nothing in \`${path}\` ends the flow.`);
  const text =
    format === "typescript" ? completionTypes(contract) : `${JSON.stringify(completionSchema(contract), null, 2)}\n`;
  if (out === undefined) return { kind: "text", text, exit: 0 };
  return options.switch("check") ? compare(out, text, session) : write(out, text, session);
}

function formatOf(options: Options): "typescript" | "json-schema" {
  return formatNamed(options, "json-schema") === "json-schema" ? "json-schema" : "typescript";
}

function documentOf({ path, text }: SourceFile): FlowDocument {
  const parsed = parseFlow(text, { today: "" });
  if (parsed.ok) return parsed.flow;
  parseObject(text, `\`${path}\``);
  throw new UsageError("USAGE_NOT_JSON", `\`${path}\` cannot be read: ${parsed.problem.message}`);
}

/** What the flow ends with when its data endpoint is simulated; undefined without code. */
async function observed(
  flow: SourceFile,
  options: Options,
  session: Session,
): Promise<readonly Completion[] | undefined> {
  const path = options.text("endpoint");
  if (path === undefined) return undefined;
  const secrets = options.text("secrets");
  const simulation = await simulate({
    flow,
    endpoint: { path, text: await readNamed(path, session) },
    sandbox: nodeSandbox,
    now: simulatedNow,
    secrets: secrets === undefined ? {} : parseObject(await session.files.read(secrets), `The file \`${secrets}\``),
    signal: session.host.interruption("cut-short"),
  });
  const errors = (simulation?.files ?? []).flatMap(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === "error"),
  );
  if (errors.length > 0) {
    session.log.warn(
      `The simulation found ${counted(errors.length, "error")}, so there may be more to observe: run \`wa-flows simulate\` first.`,
    );
  }
  return simulation?.completions ?? [];
}

function nameOf(options: Options, path: string): string {
  const given = options.text("name");
  if (given !== undefined && !/^\p{Lu}[\p{L}\p{N}]*$/u.test(given)) {
    throw new UsageError("USAGE_NAME", `\`--name ${given}\` cannot begin the name of a type.`, {
      hint: "Give a capital letter and then letters and digits, such as `SignUp`.",
    });
  }
  return given ?? shortName(path);
}

async function write(path: string, text: string, session: Session): Promise<Result> {
  await writeProjectFile(session.host.cwd, path, text, true);
  session.log.notice(`Wrote \`${path}\`.`);
  return { kind: "text", text: "", exit: 0 };
}

/** Line endings are the repository's business. */
async function compare(path: string, text: string, session: Session): Promise<Result> {
  const there = await session.files.read(path);
  if (there.replaceAll("\r\n", "\n") === text) return { kind: "text", text: "", exit: 0 };
  session.log.warn(
    `\`${path}\` is not what the flow gives now: run the command without \`--check\`, and look at the difference.`,
  );
  return { kind: "text", text: "", exit: 1 };
}
