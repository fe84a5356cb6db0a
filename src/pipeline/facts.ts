/**
 * What a run knows about one flow. Facts come from the target (files and inputs) or from a step; a step declares the
 * ones it reads and gives, so that a wrong list of steps is refused before anything runs.
 */

import type { Scope } from "../client/scope.js";
import type { OnPublished } from "../deployment/desired.js";
import type { Account, FlowPlan } from "../deployment/plan.js";
import type { SimulationReport } from "../simulation/digest.js";
import type { ScenarioFile } from "../simulation/scenario/run.js";

/** The text of a file, with the path that people know it by. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Throws FileError. */
export type ScenarioSource = () => Promise<readonly ScenarioFile[]>;

/** One flow that a run is about. At least a file or an ID is there; `name` is what the report calls it. */
export interface FlowTarget {
  readonly name: string;
  /** The Flow JSON file. */
  readonly flowJson?: SourceFile;
  /** The data endpoint code; makes the flow dynamic. */
  readonly endpointCode?: SourceFile;
  /** Reads the scenarios that lie beside the flow, when a step wants to play them. */
  readonly scenarios?: ScenarioSource;
  /** The name that the flow has, or gets, in the WABA. Absent: nothing is found or created by name. */
  readonly flowName?: string;
  /** Kapso's identifier (UUID). */
  readonly flowId?: string;
  /** Meta's identifier (digits). */
  readonly metaFlowId?: string;
  readonly phoneNumberId?: string;
  readonly businessAccountId?: string;
  /** Meta's categories, such as `SIGN_UP`; absent: left as they are. */
  readonly categories?: readonly string[];
  /** False: presets do not publish this flow, because its environment does not say `publish: true`. */
  readonly publish?: boolean;
  /** What to do when a published flow is to change. Absent: `refuse`. */
  readonly onPublished?: OnPublished;
  /** Names of the secrets that its data endpoint needs. */
  readonly secretNames?: readonly string[];
}

/** How a flow is found: by ID, or by its exact name in the WABA of a phone number, where it may have to be created. */
export type FlowIdentity =
  | { readonly by: "id"; readonly flowId: string }
  | { readonly by: "name"; readonly flowName: string; readonly phoneNumberId: string };

/** A flow that exists, by Kapso's identifier, or by Meta's when that is all there is. */
export type FlowReference =
  | { readonly by: "id"; readonly flowId: string }
  | { readonly by: "meta-id"; readonly metaFlowId: string };

/** What became of one test message. `unknown`: it may have been delivered, and is not repeated for that reason. */
export type MessageOutcome =
  | { readonly recipient: string; readonly status: "accepted"; readonly messageId: string }
  | { readonly recipient: string; readonly status: "refused" | "unknown" | "not-sent"; readonly error: string };

/** The function behind a data endpoint. */
export interface EndpointFunction {
  readonly functionId: string;
  readonly deployedAt: string | null;
  /** Names of the secrets that it is known to have. */
  readonly secrets: readonly string[];
}

/** Every fact by name. The first group is known from the start, the second is learnt from the service. */
export interface Facts {
  /** The files that can be validated offline: Flow JSON, endpoint code, or both. */
  readonly sources: readonly (SourceFile & { readonly kind: "flow-json" | "data-endpoint" })[];
  readonly flowJson: SourceFile;
  readonly endpointCode: SourceFile;
  readonly scenarios: ScenarioSource;
  readonly identity: FlowIdentity;
  /** The name that the flow has, or gets, in the WABA. */
  readonly flowName: string;
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  /** The account that the Meta proxy is to use. */
  readonly accountScope: Scope;
  readonly categories: readonly string[];
  readonly onPublished: OnPublished;
  /** Whether presets publish the flow. */
  readonly toPublish: boolean;
  readonly recipients: readonly string[];
  readonly bodyText: string;

  readonly flowId: string;
  readonly metaFlowId: string;
  readonly flowReference: FlowReference;
  /** As the Platform writes it (`draft`, `published`, …); an unknown word is kept; `deleted` after a deletion. */
  readonly flowStatus: string;
  readonly flowVersionId: string;
  /** Whether this run created the flow or gave it another Flow JSON. */
  readonly changed: boolean;
  /** Whether the newest flow version has the Flow JSON of the file; false: it is being replaced. */
  readonly flowJsonInPlace: boolean;
  /** Whether Meta has the categories of the config. */
  readonly categoriesInPlace: boolean;
  readonly published: boolean;
  /** Whether this run replaced the stored code of the data endpoint. */
  readonly endpointChanged: boolean;
  /** Whether the stored code is that of the file. */
  readonly endpointCodeInPlace: boolean;
  readonly endpointDeployed: boolean;
  readonly endpointRegistered: boolean;
  /** Whether it is registered, and Meta has seen the Flow JSON since it was deployed. */
  readonly endpointSettled: boolean;
  /** The function behind the data endpoint, as it was last seen to be deployed. */
  readonly endpointFunction: EndpointFunction;
  /** Meta's hosted preview. */
  readonly previewUrl: string;
  readonly previewExpiresAt: string;
  readonly messages: readonly MessageOutcome[];
  /** The number and WABA that the run works on. */
  readonly account: Account;
  /** What an `apply` does, or would do. */
  readonly flowPlan: FlowPlan;
  /** What the phone met with when it was played against the data endpoint code. */
  readonly simulation: SimulationReport;
  /** Names of the secrets that the data endpoint needs. */
  readonly secretNames: readonly string[];
}

export type FactName = keyof Facts;

/** What is known so far. */
export type KnownFacts = { readonly [K in FactName]?: Facts[K] };

/** How a missing fact is called, and which inputs give it; steps that give it say so themselves. */
export const factSources: Readonly<Record<FactName, { readonly label: string; readonly inputs?: string }>> = {
  sources: { label: "a Flow JSON file or data endpoint code", inputs: "`path` or `endpoint`" },
  flowJson: { label: "a Flow JSON file", inputs: "`path`" },
  endpointCode: { label: "data endpoint code", inputs: "`endpoint`" },
  scenarios: { label: "scenarios" },
  identity: {
    label: "a flow ID, or a name and a phone number ID",
    inputs: "`flow-id`, or `name` and `phone-number-id`",
  },
  flowName: { label: "a flow name", inputs: "`name`" },
  phoneNumberId: { label: "a phone number ID", inputs: "`phone-number-id`" },
  businessAccountId: { label: "a WABA ID", inputs: "`business-account-id`" },
  accountScope: { label: "a phone number ID or WABA ID", inputs: "`phone-number-id` or `business-account-id`" },
  categories: { label: "categories", inputs: "`categories` in the config" },
  onPublished: { label: "what to do with a published flow" },
  toPublish: { label: "whether to publish" },
  recipients: { label: "a test recipient", inputs: "`to`, or `test-recipients` in the config" },
  bodyText: { label: "a message text", inputs: "`body-text`" },
  flowId: { label: "a flow ID", inputs: "`flow-id`" },
  metaFlowId: { label: "a Meta flow ID" },
  flowReference: { label: "a flow ID", inputs: "`flow-id`" },
  flowStatus: { label: "the flow's status" },
  flowVersionId: { label: "a flow version" },
  changed: { label: "whether the flow changed" },
  flowJsonInPlace: { label: "whether the service has the Flow JSON" },
  categoriesInPlace: { label: "whether Meta has the categories" },
  published: { label: "a published flow" },
  endpointChanged: { label: "whether the endpoint code changed" },
  endpointCodeInPlace: { label: "whether the service has the endpoint code" },
  endpointDeployed: { label: "a deployed data endpoint" },
  endpointRegistered: { label: "a registered data endpoint" },
  endpointSettled: { label: "whether Meta knows the data endpoint as it runs" },
  endpointFunction: { label: "the function of the data endpoint" },
  previewUrl: { label: "a preview URL" },
  previewExpiresAt: { label: "the preview's expiry" },
  messages: { label: "test messages" },
  account: { label: "the account" },
  flowPlan: { label: "a plan" },
  simulation: { label: "a simulation" },
  secretNames: { label: "names of secrets", inputs: "`secrets` in the config" },
};

/** Whether all the named facts are known; narrows the type accordingly. */
export function hasFacts<N extends FactName>(
  known: KnownFacts,
  names: readonly N[],
): known is KnownFacts & Pick<Facts, N> {
  return names.every((name) => known[name] !== undefined);
}
