/**
 * What Meta's error numbers mean for somebody who deploys a flow, in our own words.
 * Sources: Meta docs, Flows API error codes and Cloud API error codes (kapso-api.md 9.3, November 2026); the subcodes
 * are quoted by developers (flow-json/versions.md section 7).
 */
export interface MetaCode {
  readonly code: number;
  /** Narrower meaning of the code; 0 stands for any. */
  readonly subcode: number;
  readonly hint: string;
  /** Refused unprocessed because of a limit. Meta sends these with HTTP 400 (kapso-api.md 9.3). */
  readonly throttling?: true;
}

export const metaCodes: readonly MetaCode[] = [
  // Managing flows
  {
    code: 100,
    subcode: 0,
    hint: "Meta takes a value for wrong. Check that the flow's name is free in its WABA, that the Meta flow ID belongs to it, that the Flow JSON version and `data_api_version` are current, and that the endpoint address is valid.",
  },
  {
    code: 139000,
    subcode: 0,
    hint: "Meta blocks this WhatsApp Business Account from creating or publishing flows. Check its quality and restrictions in WhatsApp Manager, and that the business is verified.",
  },
  {
    code: 139001,
    subcode: 0,
    hint: "A published flow cannot be changed: create a new flow, publish it, and deprecate the old one. If the flow is a draft, Meta stored the Flow JSON but could not process it; run the update again.",
  },
  {
    code: 139002,
    subcode: 0,
    hint: "Meta does not publish the flow. Check that it is a draft without validation errors, that its Flow JSON version can still be published, and that its WABA has a phone number; a flow with a data endpoint also needs encryption set up, a registered endpoint and an answer to Meta's health check.",
  },
  {
    code: 139002,
    subcode: 4233012,
    hint: "The phone number has no signed public key. Run `setup-encryption` for the flow, then publish again.",
  },
  {
    code: 139002,
    subcode: 4233014,
    hint: "The data endpoint did not pass Meta's health check. Deploy and register it, look into its logs, then publish again.",
  },
  {
    code: 139002,
    subcode: 4233024,
    hint: "The flow has no endpoint address at Meta, and its Flow JSON needs one. Deploy and register the data endpoint, then publish again.",
  },
  {
    code: 139002,
    subcode: 4233046,
    hint: "Flows of this Flow JSON version can no longer be published. Raise `version` in the Flow JSON, and update the flow.",
  },
  {
    code: 139003,
    subcode: 0,
    hint: "Only a flow that was published can be deprecated, and only once. Delete a draft instead.",
  },
  { code: 139004, subcode: 0, hint: "Only drafts can be deleted. Deprecate a published flow instead." },
  { code: 139006, subcode: 0, hint: "Meta reports metrics from 250 requests in the period on. Ask for a longer one." },
  // Sending
  {
    code: 131047,
    subcode: 0,
    hint: "The recipient has not written to this number in the last 24 hours, and a flow message may only answer. Let them send any message to the number, then send again.",
  },
  {
    code: 131026,
    subcode: 0,
    hint: "The message cannot be delivered to this recipient: the number may not be on WhatsApp, or its app may be too old for this version of the flow.",
  },
  { code: 131008, subcode: 0, hint: "A parameter of the message is missing." },
  {
    code: 131009,
    subcode: 0,
    hint: "A parameter of the message is not valid. Check the flow ID (Meta's, digits), the first screen and its data, and that a draft is sent with mode `draft`.",
  },
  {
    code: 131056,
    subcode: 0,
    hint: "Too many messages to this recipient in a short time: Meta allows one every 6 seconds. Wait, then send again.",
    throttling: true,
  },
  {
    code: 130429,
    subcode: 0,
    hint: "The phone number sends more messages than Meta allows at a time. Wait, then try again.",
    throttling: true,
  },
  {
    code: 80007,
    subcode: 0,
    hint: "The WhatsApp Business Account has used up its calls for now. Wait, then try again.",
    throttling: true,
  },
  {
    code: 4,
    subcode: 0,
    hint: "The application has used up its calls at Meta. Wait, then try again.",
    throttling: true,
  },
  {
    code: 132068,
    subcode: 0,
    hint: "Meta has blocked this flow. Look at its state in WhatsApp Manager, and repair its data endpoint.",
  },
  {
    code: 132069,
    subcode: 0,
    hint: "Meta has throttled this flow to 10 messages an hour, and they are used up. Repair its data endpoint, and wait.",
  },
  {
    code: 190,
    subcode: 0,
    hint: "The WhatsApp access token behind this phone number has expired. Connect the number again in the Kapso dashboard.",
  },
  {
    code: 368,
    subcode: 0,
    hint: "Meta has restricted this account for a breach of its policies. See WhatsApp Manager.",
  },
  { code: 131031, subcode: 0, hint: "Meta has locked this account. See WhatsApp Manager." },
  { code: 131000, subcode: 0, hint: "Meta failed without a known reason. Try again later." },
];

/** What to do about a code of Meta; the subcode's advice goes before the code's. */
export function metaHint(code: number | undefined, subcode: number | undefined): string | undefined {
  const narrow = metaCodes.find((row) => row.subcode !== 0 && row.subcode === subcode);
  return (narrow ?? metaCodes.find((row) => row.subcode === 0 && row.code === code))?.hint;
}

/** Whether the code says that a limit was hit and nothing was done. */
export function isThrottling(code: number | undefined): boolean {
  return metaCodes.some((row) => row.code === code && row.throttling === true);
}
