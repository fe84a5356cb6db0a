/**
 * Where the public sources disagree or are silent, the emulator does what section 18 of the API reference recommends.
 * Each switch chooses the other reading; "row" is the row of that section.
 */
export interface Switches {
  /** Row 3. `list`: faulty Flow JSON is stored and answered with 2xx and a list; `refusal`: 422 with the list. */
  readonly validationErrors: "list" | "refusal";
  /** Row 4. What an entry of that list is on the Platform: Meta's object, or its message alone. */
  readonly validationErrorEntries: "objects" | "strings";
  /** Row 41. What `pointers` of an entry holds: objects with positions, or paths. */
  readonly pointers: "objects" | "strings";
  /** Row 5. What a version without findings carries in `validation_errors`. */
  readonly noValidationErrors: "null" | "list";
  /** Row 2. Status of create calls on the Platform. */
  readonly createdStatus: 200 | 201;
  /** Row 7. Whether a phone number tells of its encryption, as a script of Kapso expects. */
  readonly encryptionOnNumber: boolean;
  /** Row 8. What one setup of encryption is for: the flow's number, or all numbers of its WABA. */
  readonly encryptionScope: "number" | "waba";
  /** Row 9. Whether setting a data endpoint needs encryption first. */
  readonly endpointNeedsEncryption: boolean;
  /** Row 12. When `has_data_endpoint` of a flow becomes true. */
  readonly hasDataEndpoint: "attached" | "registered";
  /** Row 13. The word for a deployment that failed. */
  readonly failedDeployment: "error" | "failed";
  /** Row 17. Whether an edit of a published flow is taken and brings it back to draft. */
  readonly publishedFlowsEditable: boolean;
  /** Row 18. What publishing a published flow does on the Platform; Meta refuses it in any case. */
  readonly publishTwice: "refused" | "accepted";
  /** Row 19. What publishing answers: the flow, or 204 without a body. */
  readonly publishAnswer: "flow" | "no-content";
  /** Row 21. What holds the invocations of a function: a list, or an object with one. */
  readonly functionInvocations: "list" | "object";
  /** Row 24. Name of the page's number in `meta`. */
  readonly pageMember: "page" | "current_page";
  /** Row 26. Whether Platform routes take the Meta id of a flow. */
  readonly metaIdsOnPlatform: boolean;
  /** Row 30. Whether what is created, renamed or uploaded through the proxy shows in the Platform's records. */
  readonly proxyWritesReachPlatform: boolean;
  /** Row 39. What becomes of a secret whose name is there already. */
  readonly existingSecret: "replaced" | "refused";
  /** Row 40. The messaging limit of a number. */
  readonly messagingLimit: "string" | "integer";
  /** Row 45. Whether answers of the proxy carry `X-RateLimit-*`. */
  readonly proxyRateLimitHeaders: boolean;
  /** Section 8. Whether answers about secrets are inside `data`. */
  readonly secretAnswers: "wrapped" | "bare";
  /**
   * Section 15.2 step 6: Kapso's own tool uploads the Flow JSON again after registering, so that Meta compiles it with
   * its endpoint. No source says that publishing is refused otherwise, and the seed's order has no such upload, so the
   * default only records the fact; `true` refuses to publish.
   */
  readonly uploadAfterRegister: boolean;
  /** Section 9.3 code 139000: the account is blocked for integrity, so creating and publishing are refused. */
  readonly integrityBlocked: boolean;
}

export const defaultSwitches: Switches = {
  validationErrors: "list",
  validationErrorEntries: "objects",
  pointers: "objects",
  noValidationErrors: "null",
  createdStatus: 201,
  encryptionOnNumber: true,
  encryptionScope: "number",
  endpointNeedsEncryption: true,
  hasDataEndpoint: "attached",
  failedDeployment: "error",
  publishedFlowsEditable: false,
  publishTwice: "refused",
  publishAnswer: "flow",
  functionInvocations: "list",
  pageMember: "page",
  metaIdsOnPlatform: false,
  proxyWritesReachPlatform: false,
  existingSecret: "replaced",
  messagingLimit: "string",
  proxyRateLimitHeaders: true,
  secretAnswers: "wrapped",
  uploadAfterRegister: false,
  integrityBlocked: false,
};

/** Every switch the other way. */
export const otherReadings: Switches = {
  validationErrors: "refusal",
  validationErrorEntries: "strings",
  pointers: "strings",
  noValidationErrors: "list",
  createdStatus: 200,
  encryptionOnNumber: false,
  encryptionScope: "waba",
  endpointNeedsEncryption: false,
  hasDataEndpoint: "registered",
  failedDeployment: "failed",
  publishedFlowsEditable: true,
  publishTwice: "accepted",
  publishAnswer: "no-content",
  functionInvocations: "object",
  pageMember: "current_page",
  metaIdsOnPlatform: true,
  proxyWritesReachPlatform: true,
  existingSecret: "refused",
  messagingLimit: "integer",
  proxyRateLimitHeaders: false,
  secretAnswers: "bare",
  uploadAfterRegister: true,
  integrityBlocked: true,
};

/** Whether every member is a switch, and set to one of its two values. */
export function areSwitches(value: Readonly<Record<string, unknown>>): value is Partial<Switches> {
  const readings = [defaultSwitches, otherReadings].map(
    (switches) => new Map<string, unknown>(Object.entries(switches)),
  );
  return Object.entries(value).every(([name, set]) =>
    readings.some((reading) => reading.has(name) && reading.get(name) === set),
  );
}
