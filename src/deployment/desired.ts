/** What the repository wants of one flow, as `decide` takes it. */

/**
 * What to do when a published flow is to change. Whether it can is disputed (kapso-api.md 18 row 17): `new-flow` makes
 * another, publishes it and deprecates the old one; `edit` tries all the same.
 */
export const onPublishedChoices = ["refuse", "new-flow", "edit"] as const;
export type OnPublished = (typeof onPublishedChoices)[number];

export interface Desired {
  /** As the config and reports call the flow. */
  readonly name: string;
  /** The Flow JSON file. */
  readonly path: string | null;
  /** Its name in the WABA; null: it is neither found nor created by name. */
  readonly flowName: string | null;
  /** As configured, Kapso's or Meta's; null: the flow is found by name. */
  readonly flowId: string | null;
  /** As a value; null: what the service has is left alone. */
  readonly flowJson: object | null;
  /** Null: the data endpoint on the service, if any, is left alone. */
  readonly endpointCode: string | null;
  /** Null: left as they are. */
  readonly categories: readonly string[] | null;
  readonly publish: boolean;
  readonly onPublished: OnPublished;
  /** Names of the secrets that the data endpoint needs. */
  readonly secretNames: readonly string[];
  /** Whether a secret of that name has a value here. */
  readonly hasSecret: (name: string) => boolean;
  /** The day of the run, `YYYY-MM-DD`: Meta freezes and ends versions over time. */
  readonly today: string;
}
