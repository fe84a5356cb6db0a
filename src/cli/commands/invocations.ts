import type { InvocationQuery } from "../../client/logs.js";
import type { FunctionInvocation } from "../../client/wire.js";
import { connected } from "../connect.js";
import { kapsoFlowId } from "../flow-ids.js";
import { hiddenInvocation } from "../hide.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";
import { textTable } from "../text-table.js";

export function invocations(options: Options, session: Session): Promise<Result> {
  return connected(options, session, async ({ client }) => {
    const status = options.text("status");
    const query: InvocationQuery = {
      status: status === "success" || status === "failed" ? status : undefined,
      limit: options.number("limit"),
    };
    const functionId = options.text("function-id");
    const answer =
      functionId === undefined
        ? await client.logs.invocations(await kapsoFlowId(client, options.need("flow-id")), query)
        : await client.logs.functionInvocations(functionId, query);
    const items = options.switch("show-data") ? answer.invocations : answer.invocations.map(hiddenInvocation);
    if (items.length === 0) session.log.info("There is no such call yet.");
    return { kind: "data", data: { ...answer, invocations: items }, text: invocationsText(items) };
  });
}

function invocationsText(items: readonly FunctionInvocation[]): string {
  if (items.length === 0) return "";
  return textTable(
    ["TIME", "STATUS", "MS", "REQUEST", "RESPONSE", "ERROR"],
    items.map((item) => [
      item.created_at,
      item.status_code,
      item.duration_ms,
      item.request_body === undefined ? null : JSON.stringify(item.request_body),
      item.response_body === undefined ? null : JSON.stringify(item.response_body),
      item.error_message,
    ]),
  );
}
