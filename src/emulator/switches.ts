/**
 * Where the public sources disagree or are silent, the emulator does what section 18 of the API reference recommends.
 * Each switch chooses the other reading; "row" is the row of that section.
 */
export interface Switches {
  /** Row 3. `list`: faulty Flow JSON is stored and answered with 2xx and a list; `refusal`: 422 with the list. */
  readonly validationErrors: "list" | "refusal";
  /** Row 5. What a version without findings carries in `validation_errors`. */
  readonly noValidationErrors: "null" | "list";
  /** Row 2. Status of create calls on the Platform. */
  readonly createdStatus: 200 | 201;
  /** Row 9. Whether setting a data endpoint needs encryption first. */
  readonly endpointNeedsEncryption: boolean;
  /** Row 17. Whether an edit of a published flow is taken and brings it back to draft. */
  readonly publishedFlowsEditable: boolean;
  /** Row 19. What publishing answers: the flow, or 204 without a body. */
  readonly publishAnswer: "flow" | "no-content";
  /** Row 30. Whether what is created, renamed or uploaded through the proxy shows in the Platform's records. */
  readonly proxyWritesReachPlatform: boolean;
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
  noValidationErrors: "null",
  createdStatus: 201,
  endpointNeedsEncryption: true,
  publishedFlowsEditable: false,
  publishAnswer: "flow",
  proxyWritesReachPlatform: false,
  uploadAfterRegister: false,
  integrityBlocked: false,
};
