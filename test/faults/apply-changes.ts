/** The changes that an `apply` makes, for meeting faults in each. */
import type { FlowTarget } from "../../src/pipeline/facts.js";
import { dynamicFile, endpointFile, staticTarget } from "../unit/steps/samples.js";
import { cells } from "./cell.js";

const older: FlowTarget = {
  ...staticTarget,
  flowJson: dynamicFile,
  endpointCode: endpointFile,
  categories: ["SURVEY"],
  secretNames: ["TOKEN"],
  onPublished: "new-flow",
};
const newer: FlowTarget = {
  ...older,
  flowJson: { ...dynamicFile, text: dynamicFile.text.replace("Hello", "Welcome back") },
  endpointCode: { ...endpointFile, text: endpointFile.text.replace('"active"', '"active" /* new */') },
};
/** A draft is changed in place. */
const draft = { ...older, publish: false };

/** A change that an `apply` makes. */
export interface Change {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** A 2xx that does not do it. */
  readonly saysNo: unknown;
  /** What was deployed before. */
  readonly before?: FlowTarget;
  readonly target: FlowTarget;
}

const saysNo = { success: false };
const create = { method: "POST", path: "/platform/v1/whatsapp/flows$", saysNo };

export const changes: readonly Change[] = [
  { name: "create", ...create, target: older },
  { name: "categories", method: "POST", path: "/meta/whatsapp/v24.0/\\d+$", saysNo, target: older },
  { name: "setup-encryption", method: "POST", path: "/setup_encryption$", saysNo, target: older },
  { name: "set-endpoint", method: "POST", path: "/data_endpoint$", saysNo, target: older },
  { name: "deploy", method: "POST", path: "/data_endpoint/deploy$", saysNo, target: older },
  { name: "secrets of deploy", method: "POST", path: "/secrets$", saysNo: { error: "Not stored" }, target: older },
  { name: "register", method: "POST", path: "/data_endpoint/register$", saysNo, target: older },
  { name: "compile again", method: "POST", path: "/versions$", saysNo, target: older },
  { name: "publish", method: "POST", path: "/publish$", saysNo, target: older },
  {
    name: "update-json",
    method: "POST",
    path: "/versions$",
    saysNo,
    before: draft,
    target: { ...newer, publish: false },
  },
  { name: "create in place of another", ...create, before: older, target: newer },
  { name: "publish in place of another", method: "POST", path: "/publish$", saysNo, before: older, target: newer },
  { name: "deprecate-replaced", method: "POST", path: "/deprecate$", saysNo, before: older, target: newer },
];

/** How many faults a whole `apply` meets. */
export const applyCount = changes.length * cells.length;
