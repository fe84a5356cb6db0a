import type { FunctionLogEntry } from "../../client/wire.js";
import { terminalSafe } from "../../text/terminal.js";
import { connected } from "../connect.js";
import { kapsoFlowId } from "../flow-ids.js";
import { hiddenLogEntry } from "../hide.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function logs(options: Options, session: Session): Promise<Result> {
  return connected(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const answer = await client.logs.functionLogs(flowId, { limit: options.number("limit") });
    const entries = options.switch("show-data") ? answer.logs : answer.logs.map(hiddenLogEntry);
    if (entries.length === 0) session.log.info("Nothing was logged yet.");
    return { kind: "data", data: { ...answer, logs: entries }, text: entries.map(entryText).join("") };
  });
}

function entryText({ logged_at, level, message, stack }: FunctionLogEntry): string {
  const head = [logged_at ?? "", (level ?? "").padEnd(5), message ?? ""].map(terminalSafe).join("  ").trim();
  const trace = (stack ?? "").split("\n").filter((line) => line.trim() !== "");
  return [head, ...trace.map((line) => `    ${terminalSafe(line.trim())}`)].map((line) => `${line}\n`).join("");
}
