import { connectedToChange } from "../connect.js";
import { kapsoFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";
import { textRecord } from "../text-table.js";

export function encryptionSetup(options: Options, session: Session): Promise<Result> {
  return connectedToChange(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const setup = await client.encryption.setup(flowId, { phoneNumberId: options.text("phone-number-id") });
    session.log.notice(
      setup.status === "already_configured"
        ? `Encryption for flow \`${flowId}\` was set up already.`
        : `Set up encryption for the phone number of flow \`${flowId}\`.`,
    );
    const text = textRecord([
      ["encryption", setup.flows_encryption_configured],
      ["status", setup.status],
      ["message", setup.message],
    ]);
    return { kind: "data", data: setup, text };
  });
}
