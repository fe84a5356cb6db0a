import type { Scope } from "../client/scope.js";
import type { Flow } from "../client/wire.js";
import { UsageError } from "../errors/errors.js";
import type { Options } from "./options.js";

/** The account that Meta's proxy is to look in: what the flags say, else what Kapso's record of the flow says. */
export function accountScope(command: string, options: Options, record: Flow | undefined): Scope {
  const phoneNumberId = options.text("phone-number-id");
  if (phoneNumberId !== undefined) return { phoneNumberId };
  const businessAccountId = options.text("business-account-id");
  if (businessAccountId !== undefined) return { businessAccountId };
  if (record?.phone_number_id) return { phoneNumberId: record.phone_number_id };
  if (record?.business_account_id) return { businessAccountId: record.business_account_id };
  throw new UsageError(
    "USAGE_MISSING_FLAG",
    `\`wa-flows ${command}\` needs \`--phone-number-id\` or \`--business-account-id\` with a Meta flow ID.`,
    { hint: "Give one of them, or Kapso's flow ID: its record says which account it belongs to." },
  );
}
