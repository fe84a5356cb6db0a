/** The flows of a command on the service: those that flags name, else those of the config. */
import type { KapsoClient } from "../client/client.js";
import type { Scope } from "../client/scope.js";
import type { Flow } from "../client/wire.js";
import { type FlowInEnvironment, flowsIn } from "../config/environment.js";
import { RefusedError, UsageError } from "../errors/errors.js";
import { flowNamed } from "../steps/shared/flow-record.js";
import { didYouMean } from "../text/nearest.js";
import type { FileConfig } from "./config-file.js";
import type { Connection } from "./connect.js";
import { flowRecord } from "./flow-ids.js";
import type { Options } from "./options.js";

export interface RemoteFlow {
  /** As the config calls it, else as the service does. */
  readonly name: string;
  /** Undefined: the config does not have it. */
  readonly configured: FlowInEnvironment | undefined;
  /** Undefined: it is not on the service. */
  readonly record: Flow | undefined;
}

/** A command that takes these has the flags `--flow-id`, `--name` and `--phone-number-id`. */
export async function remoteFlows(
  options: Options,
  config: FileConfig | undefined,
  connection: Connection,
): Promise<readonly RemoteFlow[]> {
  const known = config === undefined ? [] : flowsIn(config.config, config.environment);
  const find = finder(connection.client);
  const flowId = options.text("flow-id");
  if (flowId !== undefined) return [await byId(connection.client, flowId, known)];
  const number =
    options.text("phone-number-id") ?? config?.environment?.phoneNumberId ?? connection.emulator?.phoneNumberId;
  const names = options.list("name");
  if (names.length === 0 && known.length === 0) {
    throw new UsageError("USAGE_NO_FLOW", "No flow is named, and there is no config that lists any.", {
      hint: "Give `--flow-id`, or `--name` with `--phone-number-id`; or write a config with `wa-flows init`.",
    });
  }
  const wanted = names.length === 0 ? known.map((flow) => flow.name) : names;
  const flows: RemoteFlow[] = [];
  for (const name of wanted) {
    const configured = known.find((flow) => flow.name === name);
    const record = await find(name, configured, number);
    if (record === undefined && configured === undefined) throw nowhere(name, known);
    flows.push({ name, configured, record });
  }
  return flows;
}

async function byId(client: KapsoClient, flowId: string, known: readonly FlowInEnvironment[]): Promise<RemoteFlow> {
  const record = await flowRecord(client, flowId);
  const configured =
    known.find((flow) => flow.flowId === record.id) ??
    known.find((flow) => flow.flowId === undefined && flow.name === record.name);
  return { name: configured?.name ?? record.name, configured, record };
}

/** Finds by the ID of the config, else by name. The WABA of a number is asked for once. */
function finder(client: KapsoClient) {
  const accounts = new Map<string, Promise<Scope>>();
  const accountOf = (number: string): Promise<Scope> => {
    const known = accounts.get(number) ?? wabaOf(client, number);
    accounts.set(number, known);
    return known;
  };
  return async (
    name: string,
    configured: FlowInEnvironment | undefined,
    number: string | undefined,
  ): Promise<Flow | undefined> => {
    if (configured?.flowId !== undefined) return flowRecord(client, configured.flowId);
    if (number !== undefined) return flowNamed(client, name, await accountOf(number));
    throw new UsageError("USAGE_MISSING_FLAG", `Where to look for the flow \`${name}\` is not known.`, {
      hint: "Give `--phone-number-id`, or write `phone-number-id` into the environment of the config.",
    });
  };
}

/** Names are unique within a WABA. */
async function wabaOf(client: KapsoClient, phoneNumberId: string): Promise<Scope> {
  const { business_account_id: businessAccountId } = await client.phoneNumbers.get(phoneNumberId);
  return businessAccountId ? { businessAccountId } : { phoneNumberId };
}

function nowhere(name: string, known: readonly FlowInEnvironment[]): RefusedError {
  const names = known.map((flow) => flow.name);
  return new RefusedError("API_NOT_FOUND", `There is no flow \`${name}\` in the account.${didYouMean(name, names)}`, {
    operation: "listFlows",
    hint: "`wa-flows flows list` shows the flows of the project.",
  });
}
