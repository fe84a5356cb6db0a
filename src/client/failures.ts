/** Turns an answer that is no success into one of our errors: one table from status to class, one from Meta's codes. */
import {
  CredentialsError,
  ProtocolError,
  RefusedError,
  type RemoteDetails,
  type RemoteError,
  UnavailableError,
} from "../errors/errors.js";
import { redact } from "../errors/redact.js";
import { isObject } from "../json/object.js";
import { isThrottling, metaHint } from "./meta-codes.js";
import { oneLine } from "./one-line.js";
import { type OperationId, operationOf } from "./operations.js";

export interface StatusRow {
  /** A status, or the first digit of all others. */
  readonly status: number | "3" | "4" | "5";
  readonly kind: "refused" | "credentials" | "unavailable" | "protocol";
  readonly code: string;
  /** Goes between "Could not publish flow `x`:" and the service's own sentence. */
  readonly says: string;
  readonly hint?: string;
}

const OVERLOADED = "The service is overloaded or broken. Try again later.";

/** The exact status goes before its first digit. */
export const statusTable: readonly StatusRow[] = [
  { status: 400, kind: "refused", code: "API_BAD_REQUEST", says: "the service refused the request" },
  {
    status: 401,
    kind: "credentials",
    code: "AUTH_REFUSED",
    says: "the API key is not accepted",
    hint: "Check that the API key is complete and belongs to this project.",
  },
  {
    status: 403,
    kind: "credentials",
    code: "AUTH_FORBIDDEN",
    says: "the API key is not allowed to do that",
    hint: "Check that the API key belongs to the project of this flow and phone number.",
  },
  {
    status: 404,
    kind: "refused",
    code: "API_NOT_FOUND",
    says: "there is no such record",
    hint: "Check the ID, and that it belongs to the project of the API key.",
  },
  { status: 408, kind: "unavailable", code: "REMOTE_TIMEOUT", says: "the service took too long", hint: OVERLOADED },
  { status: 409, kind: "refused", code: "API_CONFLICT", says: "the request is in conflict with the present state" },
  { status: 422, kind: "refused", code: "API_UNPROCESSABLE", says: "the service refused the request" },
  {
    status: 429,
    kind: "unavailable",
    code: "REMOTE_RATE_LIMITED",
    says: "the rate limit is used up",
    hint: "The limit counts requests per minute of the API key. Wait, and run fewer jobs at the same time.",
  },
  {
    status: 503,
    kind: "unavailable",
    code: "REMOTE_UNAVAILABLE",
    says: "the service is not available",
    hint: OVERLOADED,
  },
  { status: 504, kind: "unavailable", code: "REMOTE_TIMEOUT", says: "the service took too long", hint: OVERLOADED },
  {
    status: "3",
    kind: "protocol",
    code: "PROTOCOL_REDIRECT",
    says: "the service sent a redirect",
    hint: "Check the base URL; redirects are not followed, so that the API key goes nowhere else.",
  },
  { status: "4", kind: "refused", code: "API_REFUSED", says: "the service refused the request" },
  { status: "5", kind: "unavailable", code: "REMOTE_ERROR", says: "the service failed", hint: OVERLOADED },
];

/** Meta's throttling comes with HTTP 400 (kapso-api.md 9.3), but is not a refusal of the request. */
const throttled: StatusRow = {
  status: "4",
  kind: "unavailable",
  code: "REMOTE_THROTTLED",
  says: "a limit of Meta is used up",
};

/** What is known of a failed answer. */
export interface FailedAnswer {
  readonly operation: OperationId;
  /** "publish flow `x`" */
  readonly action: string;
  readonly params: Readonly<Record<string, string>>;
  readonly status: number;
  readonly body: unknown;
  readonly requestId?: string;
  readonly retryAfter?: number;
  /** Texts that must not be repeated, whatever the service echoes. */
  readonly secrets: readonly string[];
}

/** The error for an answer whose status is not 2xx. */
export function failureOf(answer: FailedAnswer): RemoteError {
  const graph = isObject(answer.body) && isObject(answer.body.error) ? answer.body.error : {};
  const metaCode = numberIn(graph, "code");
  const metaSubcode = numberIn(graph, "error_subcode");
  const row = rowFor(answer.status, metaCode);
  const reason = redact(sentenceIn(answer.body), answer.secrets);
  const says = `${row.says} (HTTP ${answer.status})`;
  const message = `Could not ${answer.action}: ${says}${reason === "" ? "." : `: ${closed(reason)}`}`;
  const hint = metaHint(metaCode, metaSubcode) ?? sentenceHint(reason) ?? mixedUpId(answer) ?? row.hint;
  const requestId = answer.requestId ?? textIn(graph, "fbtrace_id");
  const details: RemoteDetails = {
    operation: answer.operation,
    status: answer.status,
    validationErrors: validationErrorsIn(answer.body),
    ...(hint !== undefined && { hint }),
    ...(requestId !== undefined && { requestId }),
    ...(metaCode !== undefined && { metaCode }),
    ...(metaSubcode !== undefined && { metaSubcode }),
    ...(answer.retryAfter !== undefined && { retryAfter: answer.retryAfter }),
  };
  switch (row.kind) {
    case "refused":
      return new RefusedError(row.code, message, details);
    case "credentials":
      return new CredentialsError(row.code, message, details);
    case "unavailable":
      return new UnavailableError(row.code, message, details);
    case "protocol":
      return new ProtocolError(row.code, message, details);
  }
}

function rowFor(status: number, metaCode: number | undefined): StatusRow {
  if (status >= 400 && status < 500 && status !== 429 && isThrottling(metaCode)) return throttled;
  const exact = statusTable.find((row) => row.status === status);
  const first = statusTable.find((row) => row.status === String(status).charAt(0));
  const row = exact ?? first;
  if (row !== undefined) return row;
  return { status, kind: "protocol", code: "PROTOCOL_STATUS", says: "the service gave an unknown kind of answer" };
}

/** `error` is a sentence or an object, on the same base URL; `message` and plain text were seen too. */
function sentenceIn(body: unknown): string {
  if (typeof body === "string") return /^\s*</.test(body) ? "" : shortened(body);
  if (!isObject(body)) return "";
  const { error } = body;
  if (typeof error === "string") return shortened(error);
  if (!isObject(error)) return shortened(textIn(body, "message") ?? "");
  const main = textIn(error, "error_user_msg") ?? textIn(error, "message") ?? textIn(body, "message") ?? "";
  const details = isObject(error.error_data) ? textIn(error.error_data, "details") : undefined;
  return shortened(details === undefined || details === main ? main : `${closed(main)} ${details}`);
}

/** Kapso passes some of Meta's refusals on as a bare sentence, without the code (kapso-api.md 9.1). */
function sentenceHint(sentence: string): string | undefined {
  return /integrity requirements/i.test(sentence) ? metaHint(139000, undefined) : undefined;
}

/** The commonest mistake: Kapso's ID of a flow where Meta's is needed, or the other way round. */
function mixedUpId({ operation, params, status }: FailedAnswer): string | undefined {
  const flowId = params.flow_id;
  if (flowId === undefined || (status !== 404 && status !== 400)) return undefined;
  const { surface } = operationOf(operation);
  if (surface === "platform" && /^\d+$/.test(flowId)) {
    return `\`${flowId}\` looks like Meta's ID of a flow; this call needs Kapso's flow ID, a UUID.`;
  }
  if (surface === "proxy" && flowId.includes("-")) {
    return `\`${flowId}\` looks like Kapso's flow ID; this call needs Meta's ID (\`meta_flow_id\` of the flow), digits.`;
  }
  return undefined;
}

function validationErrorsIn(body: unknown): readonly unknown[] {
  if (!isObject(body)) return [];
  const found = body.validation_errors ?? (isObject(body.error) ? body.error.validation_errors : undefined);
  if (Array.isArray(found)) return found;
  return found === undefined || found === null ? [] : [found];
}

/** Never a whole page of the service's text. */
function shortened(text: string): string {
  const line = oneLine(text);
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}

function closed(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

function textIn(object: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = object[key];
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function numberIn(object: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const value = object[key];
  return typeof value === "number" ? value : undefined;
}
