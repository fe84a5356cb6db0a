/** Connected WhatsApp numbers on the Platform. IDs are Meta's phone number IDs, never the numbers themselves. */
import { isObject } from "../json/object.js";
import { type PageQuery, pageQuery } from "./paging.js";
import type { CallOptions, Send } from "./request.js";
import { data, type Page, page, type Reader, record } from "./shapes.js";
import type { BusinessAccountId, PhoneNumber, PhoneNumberHealth, PhoneNumberId } from "./wire.js";

export interface PhoneNumberFilter {
  readonly phoneNumberId?: PhoneNumberId | undefined;
  readonly businessAccountId?: BusinessAccountId | undefined;
  readonly customerId?: string | undefined;
}

const checkedNumber = record<PhoneNumber>({
  id: "string",
  business_account_id: "string?",
  flows_encryption_configured: "boolean?",
});

/** A field that Kapso may add and leave null counts as not there. */
const phoneNumber: Reader<PhoneNumber> = (body) => {
  if (!isObject(body) || body.flows_encryption_configured !== null) return checkedNumber(body);
  const { flows_encryption_configured: _, ...rest } = body;
  return checkedNumber(rest);
};

const health = record<PhoneNumberHealth>({ status: "string", error: "string?", checks: "object?" });

export function phoneNumbersApi(send: Send) {
  const list = async (query: PhoneNumberFilter & PageQuery = {}, options?: CallOptions): Promise<Page<PhoneNumber>> =>
    send({
      operation: "listPhoneNumbers",
      query: {
        phone_number_id: query.phoneNumberId,
        business_account_id: query.businessAccountId,
        customer_id: query.customerId,
        ...pageQuery(query),
      },
      read: page(phoneNumber),
      options,
    });

  const get = async (phoneNumberId: PhoneNumberId, options?: CallOptions): Promise<PhoneNumber> =>
    send({
      operation: "getPhoneNumber",
      params: { phone_number_id: phoneNumberId },
      read: data(phoneNumber),
      options,
    });

  const getHealth = async (phoneNumberId: PhoneNumberId, options?: CallOptions): Promise<PhoneNumberHealth> =>
    send({
      operation: "getPhoneNumberHealth",
      params: { phone_number_id: phoneNumberId },
      read: data(health),
      options,
    });

  return { list, get, health: getHealth };
}

export type PhoneNumbersResource = ReturnType<typeof phoneNumbersApi>;
