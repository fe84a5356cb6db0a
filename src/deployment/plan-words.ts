/** Plans in words, for every surface. Values stand in backticks; whoever shows them escapes them. */
import type { FlowDifference } from "../diff/difference.js";
import { quotedAll, shorten } from "../flow/words.js";
import { counted } from "../text/counted.js";
import type { Account, DeploymentPlan, FlowPlan, FlowVerdict, PlannedChange } from "./plan.js";

/** What becomes of a flow, after its name: "signup will be updated". */
export const verdictWords: Readonly<Record<FlowVerdict, string>> = {
  create: "will be created",
  update: "will be updated",
  replace: "cannot change, and will be replaced by another flow",
  drifted: "was changed on the service, and will be set back",
  blocked: "is blocked",
  unchanged: "is unchanged",
};

/** The same where flows are counted: "2 to update". */
const countWords: Readonly<Record<FlowVerdict, string>> = {
  create: "to create",
  update: "to update",
  replace: "to replace",
  drifted: "to set back",
  blocked: "blocked",
  unchanged: "unchanged",
};

/** `1 to create, 2 to update, 3 unchanged`, or that there is nothing to do. */
export function planSummary({ flows }: Pick<DeploymentPlan, "flows">): string {
  if (flows.length === 0) return "There are no flows to plan";
  if (flows.every(({ verdict }) => verdict === "unchanged")) {
    return `Nothing to do: ${counted(flows.length, "flow")} unchanged`;
  }
  const counts = verdictOrder.map((verdict) => ({
    verdict,
    count: flows.filter((flow) => flow.verdict === verdict).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${countWords[verdict]}`)
    .join(", ");
}

const verdictOrder = [
  "blocked",
  "drifted",
  "replace",
  "create",
  "update",
  "unchanged",
] as const satisfies readonly FlowVerdict[];

/** What a change does, as an instruction. */
export function changeWords(change: PlannedChange): string {
  switch (change.kind) {
    case "create":
      return `create the flow \`${shorten(change.flowName)}\` as a draft`;
    case "categories":
      return `set the categories to ${quotedAll(change.categories)}`;
    case "update-json":
      return "upload the Flow JSON as a new version";
    case "setup-encryption":
      return "set up encryption for the phone number";
    case "set-endpoint":
      return `store the data endpoint code${linesWords(change.lines)}`;
    case "deploy":
      return `deploy the data endpoint${change.secrets.length === 0 ? "" : `, then set ${secretsWords(change.secrets)}`}`;
    case "set-secrets":
      return `set ${secretsWords(change.secrets)}`;
    case "register":
      return "register the data endpoint at Meta";
    case "publish":
      return "publish the flow, which cannot be undone";
    case "deprecate":
      return `deprecate the flow \`${shorten(change.flowName)}\` (\`${shorten(change.flowId)}\`), which cannot be undone`;
  }
}

/** How much the Flow JSON of the service differs; the differences themselves follow. */
export function differenceWords({ changes }: FlowDifference): string {
  if (changes.length === 0) return "Flow JSON: the same in meaning as on the service";
  return `Flow JSON: ${counted(changes.length, "difference")} from the service`;
}

function linesWords(lines: Extract<PlannedChange, { kind: "set-endpoint" }>["lines"]): string {
  if (lines === null) return " for the first time";
  const parts = [
    lines.added > 0 ? `${counted(lines.added, "line")} added` : "",
    lines.removed > 0 ? `${counted(lines.removed, "line")} removed` : "",
  ].filter((part) => part !== "");
  return ` (${parts.length === 0 ? "only line ends differ" : parts.join(", ")})`;
}

function secretsWords(names: readonly string[]): string {
  return `the ${names.length === 1 ? "secret" : "secrets"} ${quotedAll(names)}`;
}

/** `` `signup v2`, `6f1b…`, published ``: which flow of the service this is; empty for one that is not there yet. */
export function remoteWords({ flowId, flowName, name, basis }: FlowPlan): string {
  if (flowId === null) return "";
  const called = flowName === null || flowName === name ? [] : [quoted(flowName)];
  return [...called, quoted(flowId), ...(basis.status === null ? [] : [shorten(basis.status)])].join(", ");
}

/** `` `Example Ltd`, number `+1•••00` (phone number ID `111`), WABA `222` ``. */
export function accountWords({ name, phoneNumber, phoneNumberId, businessAccountId }: Account): string {
  const id = `phone number ID ${quoted(phoneNumberId)}`;
  const parts = [
    ...(name === null ? [] : [quoted(name)]),
    phoneNumber === null ? id : `number ${quoted(phoneNumber)} (${id})`,
    ...(businessAccountId === null ? [] : [`WABA ${quoted(businessAccountId)}`]),
  ];
  return parts.join(", ");
}

function quoted(text: string): string {
  return `\`${shorten(text)}\``;
}
