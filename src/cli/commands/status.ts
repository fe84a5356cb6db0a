import { type FlowOverview, flowOverview, overviewRows } from "../../steps/shared/flow-overview.js";
import { loadConfigFile } from "../config-file.js";
import { connected } from "../connect.js";
import type { Options } from "../options.js";
import { type RemoteFlow, remoteFlows } from "../remote-flows.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";
import { textRecord, textTable } from "../text-table.js";

export async function status(options: Options, session: Session): Promise<Result> {
  const config = options.isSet("flow-id") ? undefined : await loadConfigFile(options, session, true);
  return connected(options, session, async (connection) => {
    const flows = await remoteFlows(options, config, connection);
    const [only] = flows;
    if (only?.record === undefined || flows.length > 1) return overviewOfAll(flows, session);
    const overview = await flowOverview(connection.client, only.record);
    return { kind: "data", data: overview, text: overviewText(overview) };
  });
}

/** Of several flows what one request for each tells: everything would be eight. */
function overviewOfAll(flows: readonly RemoteFlow[], session: Session): Result {
  if (flows.length > 1) session.log.info("`wa-flows status --name NAME` shows everything of one flow.");
  return {
    kind: "data",
    data: { items: flows.map(({ name, record }) => ({ name, flow: record ?? null })) },
    text: textTable(
      ["NAME", "STATUS", "DATA ENDPOINT", "ENCRYPTION", "FLOW ID", "UPDATED"],
      flows.map(({ name, record }) => [
        name,
        record?.status ?? "not on the service",
        record?.has_data_endpoint,
        record?.flows_encryption_configured,
        record?.id,
        record?.updated_at,
      ]),
    ),
  };
}

function overviewText(overview: FlowOverview): string {
  return textRecord([...overviewRows(overview), ...overview.unread.map((part) => ["not read", part] as const)]);
}
