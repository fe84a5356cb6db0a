/**
 * The numbers the service works with. "Section" is a section of the API reference this project was built from; a
 * number marked as chosen is not documented anywhere. All can be changed through `startEmulator({ limits })`.
 */
export interface Limits {
  readonly requestsPerMinute: number;
  readonly retryAfterSeconds: number;
  readonly perPageDefault: number;
  readonly perPageMax: number;
  readonly graphPageDefault: number;
  readonly graphPageMax: number;
  readonly logsDefault: number;
  readonly logsMax: number;
  readonly flowInvocationsDefault: number;
  readonly flowInvocationsMax: number;
  readonly functionInvocationsDefault: number;
  readonly functionInvocationsMax: number;
  readonly storedErrorLength: number;
  readonly flowJsonBytes: number;
  readonly headerLength: number;
  readonly bodyLength: number;
  readonly footerLength: number;
  readonly ctaLength: number;
  readonly throttledMessagesPerHour: number;
  readonly pairIntervalMs: number;
  readonly pairBurst: number;
  readonly messageLatencyMs: number;
  readonly previewDays: number;
  readonly functionDeployMs: number;
  readonly exchangesPerMinute: number;
  readonly exchangeTimeMs: number;
  readonly functionMemoryMb: number;
  readonly sandboxesAtOnce: number;
  readonly storedBodyBytes: number;
  readonly requestsKept: number;
  readonly messagesKept: number;
  readonly invocationsKept: number;
  readonly logsKept: number;
  readonly responsesKept: number;
  readonly versionsKept: number;
}

export const defaultLimits: Limits = {
  /** Section 10: plans "enterprise" and "platform". */
  requestsPerMinute: 1000,
  /** Section 10: `Retry-After: 60` on a 429. */
  retryAfterSeconds: 60,
  /** Section 8: `per_page` default 20. */
  perPageDefault: 20,
  /** Section 18 row 23: no upper bound is documented; the emulator caps at 100. */
  perPageMax: 100,
  /** Graph's usual page size; chosen. */
  graphPageDefault: 25,
  graphPageMax: 100,
  /** Section 8: function logs 1–50, default 20. */
  logsDefault: 20,
  logsMax: 50,
  /** Section 8: invocations of a flow's function 1–20, default 10. */
  flowInvocationsDefault: 10,
  flowInvocationsMax: 20,
  /** Section 11.5: default 20; no bound is documented, 100 is chosen. */
  functionInvocationsDefault: 20,
  functionInvocationsMax: 100,
  /** Section 11.5: stored errors are cut at 512 characters. */
  storedErrorLength: 512,
  /** Section 17: 10 MB as a string. */
  flowJsonBytes: 10 * 1024 * 1024,
  /** Section 13: header 60, body 1024, footer 60, button 1–20 characters. */
  headerLength: 60,
  bodyLength: 1024,
  footerLength: 60,
  ctaLength: 20,
  /** Section 10: a throttled flow may be sent 10 times an hour. */
  throttledMessagesPerHour: 10,
  /** Section 10: one message per 6 s to the same user, bursts of 45 that must be paid back. */
  pairIntervalMs: 6000,
  pairBurst: 45,
  /** How long a message counts as in flight (section 13: 409); the real time is not known, chosen. */
  messageLatencyMs: 10,
  /** Section 12.2: third parties report that a preview link lives 30 days. */
  previewDays: 30,
  /** Section 11.6: deploying a function takes 10 to 60 s. */
  functionDeployMs: 10_000,
  /** Section 10: data exchanges of one flow. */
  exchangesPerMinute: 100,
  /** Section 16.1: Kapso waits 15 s for an answer. */
  exchangeTimeMs: 15_000,
  /** What Workers have. */
  functionMemoryMb: 128,
  /** How many functions are kept running; each is a process of its own. Chosen. */
  sandboxesAtOnce: 4,
  /** Larger bodies are left out of invocations; chosen. */
  storedBodyBytes: 64 * 1024,
  /** How many records of each kind are kept, so that an emulator that runs for long stays small; chosen. */
  requestsKept: 10_000,
  messagesKept: 10_000,
  invocationsKept: 2_000,
  logsKept: 10_000,
  responsesKept: 2_000,
  /** Versions of one flow; chosen. */
  versionsKept: 100,
};
