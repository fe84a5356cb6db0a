import { RefusedError, UsageError } from "../../errors/errors.js";
import { connectedToChange } from "../connect.js";
import { flowRecord } from "../flow-ids.js";
import { parseObject, readNamed } from "../flow-source.js";
import type { Options } from "../options.js";
import { type SentFlowJson, showingFindings, storedWithFindings } from "../remote-findings.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";
import { textRecord } from "../text-table.js";

export async function flowsUpdateJson(options: Options, session: Session): Promise<Result> {
  const sent = await flowJsonOf(options, session);
  const flowJson = parseObject(sent.text, sent.path === undefined ? "The Flow JSON" : `\`${sent.path}\``);
  return connectedToChange(options, session, ({ client }) =>
    showingFindings(sent, session, async () => {
      const { id, status } = await flowRecord(client, options.need("flow-id"));
      if (status !== "draft" && !options.switch("force")) throw notADraft(id, status);
      const version = await client.flows.createVersion(id, { flowJson });
      session.log.notice(`Stored the Flow JSON of flow \`${id}\` as version \`${version.id}\`.`);
      const issues = version.validation_errors ?? [];
      if (issues.length > 0) return storedWithFindings(sent, issues, version, session);
      const record = textRecord([
        ["flow ID", id],
        ["version ID", version.id],
        ["version", version.version_label],
        ["status", version.status],
      ]);
      return { kind: "data", data: version, text: record };
    }),
  );
}

async function flowJsonOf(options: Options, session: Session): Promise<SentFlowJson> {
  const file = options.text("json-file") ?? options.text("flow-json-file");
  const [argument] = options.arguments;
  const inline = options.text("flow-json") ?? argument;
  if (argument !== undefined && (file !== undefined || options.isSet("flow-json"))) {
    throw new UsageError("USAGE_CONTRADICTION", "The Flow JSON is given twice: as an argument and by a flag.", {
      hint: "Give only one of them.",
    });
  }
  if (file !== undefined) return { text: await readNamed(file, session), path: file === "-" ? undefined : file };
  if (inline !== undefined) return { text: inline, path: undefined };
  throw new UsageError("USAGE_MISSING_FLAG", "`wa-flows flows update-json` needs `--json-file FILE`.", {
    hint: "Name the file with the Flow JSON, `-` for standard input, or give the JSON itself after `--flow-json`.",
  });
}

/** Whether a published flow can be changed is disputed (kapso-api.md section 18, 17), so nobody should do it unawares. */
function notADraft(id: string, status: string): RefusedError {
  return new RefusedError(
    "API_NOT_A_DRAFT",
    `Flow \`${id}\` is ${status}, and only the Flow JSON of a draft can be changed.`,
    {
      operation: "createFlowVersion",
      hint: "Create a new flow, publish it and deprecate this one; or try it all the same with `--force`.",
    },
  );
}
