import { connected } from "../connect.js";
import { flowRecord } from "../flow-ids.js";
import { flowText } from "../flow-text.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function flowsGet(options: Options, session: Session): Promise<Result> {
  return connected(options, session, async ({ client }) => {
    const flow = await flowRecord(client, options.need("flow-id"));
    return { kind: "data", data: flow, text: flowText(flow) };
  });
}
