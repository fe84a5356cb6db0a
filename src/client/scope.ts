import { UsageError } from "../errors/errors.js";
import type { BusinessAccountId, PhoneNumberId } from "./wire.js";

/** Tells the proxy which account a flow belongs to; exactly one of the two (kapso-api.md section 12). */
export type Scope =
  | { readonly phoneNumberId: PhoneNumberId; readonly businessAccountId?: undefined }
  | { readonly businessAccountId: BusinessAccountId; readonly phoneNumberId?: undefined };

/** The scope as query parameters. Throws UsageError unless exactly one ID is given. */
export function scopeQuery(scope: Scope): { phone_number_id?: string; business_account_id?: string } {
  const phoneNumberId = scope.phoneNumberId?.trim() ?? "";
  const businessAccountId = scope.businessAccountId?.trim() ?? "";
  if ((phoneNumberId === "") === (businessAccountId === "")) {
    throw new UsageError("USAGE_SCOPE", "Exactly one of `phone-number-id` and `business-account-id` is needed.", {
      hint: "Meta's flows are found through the phone number ID or the WABA they belong to.",
    });
  }
  return phoneNumberId === "" ? { business_account_id: businessAccountId } : { phone_number_id: phoneNumberId };
}
