/** What the business receives when `complete` ends a flow. Source: Meta's Flow JSON reference, and its media upload page. */
import type { JsonObject } from "../json/object.js";
import { asObject } from "./phone-state.js";

/** The payload as the response message has it: with the flow token, and with files as WhatsApp stores them. */
export function responseMessage(payload: JsonObject, flowToken: string): JsonObject {
  const members = Object.entries(payload).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map(stored) : value,
  ]);
  return { ...Object.fromEntries(members), flow_token: flowToken };
}

/** A file as an endpoint gets it becomes one that is downloaded by its media ID; anything else stays. */
function stored(item: unknown): unknown {
  const { media_id: id, file_name, encryption_metadata } = asObject(item);
  if (id === undefined || encryption_metadata === undefined) return item;
  const mime_type = String(file_name).endsWith(".pdf") ? "application/pdf" : "image/jpeg";
  return { file_name, mime_type, sha256: "AA==", id };
}
