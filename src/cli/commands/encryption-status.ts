import type { EncryptionStatus } from "../../client/encryption.js";
import { connected } from "../connect.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";
import { textRecord } from "../text-table.js";

export function encryptionStatus(options: Options, session: Session): Promise<Result> {
  return connected(options, session, async ({ client }) => {
    const status = await client.encryption.status(options.need("phone-number-id"));
    const text = textRecord([
      ["phone number ID", status.phoneNumberId],
      ["encryption", status.configured ?? "not known: no flow of this number says so"],
    ]);
    return { kind: "data", data: wire(status), text };
  });
}

/** In the words of the API, like all data that is printed. */
function wire({ phoneNumberId, configured, source }: EncryptionStatus): unknown {
  return { phone_number_id: phoneNumberId, flows_encryption_configured: configured, source };
}
