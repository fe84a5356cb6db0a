/** Ids are counted, not random, so that a test meets the same ones in every run. */
export type IdKind = "flow" | "version" | "function" | "invocation" | "response" | "metaFlow" | "message" | "preview";

/** The first group of a UUID says what it names; the digits 4 and 8 make it a valid version 4 UUID. */
const UUID_GROUP: Readonly<Record<"flow" | "version" | "function" | "invocation" | "response" | "fixed", string>> = {
  flow: "f10f0000",
  version: "7e550000",
  function: "fc000000",
  invocation: "14000000",
  response: "4e500000",
  fixed: "00000000",
};

export function uuid(kind: keyof typeof UUID_GROUP, number: number): string {
  return `${UUID_GROUP[kind]}-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** A Meta id: digits only. */
export function metaFlowId(number: number): string {
  return `90000000000${String(number).padStart(5, "0")}`;
}

export function messageId(number: number): string {
  return `wamid.${btoa(`emulator-message-${String(number).padStart(8, "0")}`)}`;
}

export function previewToken(number: number): string {
  return `emulator-${String(number).padStart(6, "0")}`;
}

/** What the emulator starts with: one project, one WABA, two phone numbers. The key is no secret and says so. */
export const startIds = {
  apiKey: "emulator-api-key-not-a-secret",
  /** Stands for the WhatsApp token that the proxy also takes. */
  accessToken: "emulator-whatsapp-token-not-a-secret",
  /** Signs what Meta sends to a data endpoint. */
  appSecret: "emulator-app-secret-not-a-secret",
  projectId: uuid("fixed", 1),
  businessAccountId: "100200300400500",
  phoneNumberIds: ["100000000000001", "100000000000002"],
} as const;
