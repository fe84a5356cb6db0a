/**
 * The one family of errors. Findings about a user's file are diagnostics, not errors; these are for everything else,
 * and each class says by itself how a command ends (see `cli/exit-code.ts`) and whether trying again can help.
 */
export interface ErrorDetails {
  /** What to do about it, as one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Base of all errors that are ours. `message` says what failed, and on which object; it never holds a secret. */
export abstract class WaFlowsError extends Error {
  /** Stable, upper case; its prefix names the class. */
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
  }
}

/** Missing or contradictory input, an unknown step, an unmet need. Code `USAGE_*`. */
export class UsageError extends WaFlowsError {}

/** The configuration cannot be used. Code `CONFIG_*`; what is wrong stands in its diagnostics. */
export class ConfigError extends WaFlowsError {}

/** A named file is missing, or is not text. Code `FILE_*`. */
export class FileError extends WaFlowsError {}

/** What is known of a call that failed; never its headers or its body. */
export interface RemoteDetails extends ErrorDetails {
  /** `operationId` of the API description. */
  readonly operation: string;
  readonly status?: number;
  readonly requestId?: string;
  /** Meta's own number and subcode. */
  readonly metaCode?: number;
  readonly metaSubcode?: number;
  /** The service's list of validation findings, as received. */
  readonly validationErrors?: readonly unknown[];
  /** Seconds the service asks to wait. */
  readonly retryAfter?: number;
}

/** Anything that went wrong in talking to the service. */
export abstract class RemoteError extends WaFlowsError {
  readonly operation: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly metaCode: number | undefined;
  readonly metaSubcode: number | undefined;
  readonly validationErrors: readonly unknown[];
  readonly retryAfter: number | undefined;

  constructor(code: string, message: string, details: RemoteDetails) {
    super(code, message, details);
    this.operation = details.operation;
    this.status = details.status;
    this.requestId = details.requestId;
    this.metaCode = details.metaCode;
    this.metaSubcode = details.metaSubcode;
    this.validationErrors = details.validationErrors ?? [];
    this.retryAfter = details.retryAfter;
  }
}

/** The remote said no: validation, state, conflict, not found. Code `API_*`. */
export class RefusedError extends RemoteError {}

/** The key is missing, or was refused. Code `AUTH_*`. */
export class CredentialsError extends RemoteError {}

/** The remote is overloaded or broken. Code `REMOTE_*`. */
export class UnavailableError extends RemoteError {}

/** No answer came: refusal, DNS, TLS, timeout, abort. Code `TRANSPORT_*`. */
export class TransportError extends RemoteError {
  /** True when the request certainly never reached the service, so that repeating a write is safe. */
  readonly notSent: boolean;

  constructor(code: string, message: string, details: RemoteDetails & { readonly notSent: boolean }) {
    super(code, message, details);
    this.notSent = details.notSent;
  }
}

/** A 2xx whose body is not what the API describes. Code `PROTOCOL_*`. */
export class ProtocolError extends RemoteError {}

/** A state that was waited for did not come in time. Code `DEADLINE_*`. */
export class DeadlineError extends RemoteError {}
