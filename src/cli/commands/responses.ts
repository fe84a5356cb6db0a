import type { FlowResponse } from "../../client/wire.js";
import { maskPhoneNumber } from "../../errors/redact.js";
import { connected } from "../connect.js";
import { kapsoFlowId } from "../flow-ids.js";
import { hideValues } from "../hide.js";
import type { Options } from "../options.js";
import { pageNote } from "../page-note.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";
import { textTable } from "../text-table.js";

export function responses(options: Options, session: Session): Promise<Result> {
  return connected(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const paging = { page: options.number("page"), perPage: options.number("per-page") };
    const page = await client.logs.responses(flowId, paging);
    const items = options.switch("show-data") ? page.items : page.items.map(hidden);
    session.log.info(pageNote(page, "response"));
    return { kind: "data", data: { items, meta: page.meta }, text: responsesText(items) };
  });
}

/** The fields of an item are not documented, so only those that are known to be harmless are shown. */
const harmless: readonly string[] = ["id", "flow_id", "message_id", "created_at"];

function hidden(response: FlowResponse): FlowResponse {
  return Object.fromEntries(
    Object.entries(response).map(([key, value]) => {
      if (harmless.includes(key)) return [key, value];
      if (key === "phone_number" && typeof value === "string") return [key, maskPhoneNumber(value)];
      return [key, hideValues(value)];
    }),
  );
}

function responsesText(items: readonly FlowResponse[]): string {
  if (items.length === 0) return "";
  return textTable(
    ["TIME", "PHONE NUMBER", "RESPONSE"],
    items.map((item) => [item.created_at, item.phone_number, JSON.stringify(item.flow_response ?? null)]),
  );
}
