/** Flow encryption: setting it up, and finding out whether it is. */
import { RefusedError } from "../errors/errors.js";
import { type FlowsResource, type NumberOverride, overrideBody } from "./flows.js";
import type { PhoneNumbersResource } from "./phone-numbers.js";
import type { CallOptions, Send } from "./request.js";
import { data, record } from "./shapes.js";
import type { EncryptionSetup, FlowId, PhoneNumberId } from "./wire.js";

export interface EncryptionStatus {
  readonly phoneNumberId: PhoneNumberId;
  /** Null when nobody says: the number does not tell, and no flow uses it. */
  readonly configured: boolean | null;
  /** Where the answer is from. */
  readonly source: "phone-number" | "flows" | "none";
}

const setupAnswer = record<EncryptionSetup>({ flows_encryption_configured: "boolean?" });

export function encryptionApi(send: Send, flows: FlowsResource, phoneNumbers: PhoneNumbersResource) {
  /** Makes keys and gives Meta the public one. Safe to repeat. */
  const setup = async (
    flowId: FlowId,
    override: NumberOverride = {},
    options?: CallOptions,
  ): Promise<EncryptionSetup> => {
    const answer = await send({
      operation: "setupFlowEncryption",
      params: { flow_id: flowId },
      ...overrideBody(override),
      read: data(setupAnswer),
      options,
    });
    if (answer.flows_encryption_configured === true) return answer;
    const message = `Encryption for flow \`${flowId}\` is not set up, although the service took the request.`;
    throw new RefusedError("API_NO_ENCRYPTION", message, {
      operation: "setupFlowEncryption",
      hint: "Check that the flow has a phone number, then run `setup-encryption` again.",
    });
  };

  /**
   * Whether a number has encryption. No documented field of the number says so; it is read in case Kapso adds it, and
   * otherwise the flows of that number are asked (kapso-api.md 11.4).
   */
  const status = async (phoneNumberId: PhoneNumberId, options?: CallOptions): Promise<EncryptionStatus> => {
    const number = await phoneNumbers.get(phoneNumberId, options);
    if (number.flows_encryption_configured !== undefined) {
      return { phoneNumberId, configured: number.flows_encryption_configured, source: "phone-number" };
    }
    let told = false;
    for await (const flow of flows.listAll({ phoneNumberId }, options)) {
      if (flow.flows_encryption_configured === true) return { phoneNumberId, configured: true, source: "flows" };
      told ||= flow.flows_encryption_configured === false;
    }
    return told
      ? { phoneNumberId, configured: false, source: "flows" }
      : { phoneNumberId, configured: null, source: "none" };
  };

  return { setup, status };
}

export type EncryptionResource = ReturnType<typeof encryptionApi>;
