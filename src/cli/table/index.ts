/** The one list of commands. Entries say what a command takes; what it does is loaded when it runs. */
import type { CommandSpec } from "../spec.js";
import { deploymentCommands } from "./deployment.js";
import { endpointCommands } from "./endpoint.js";
import { flowsCommands } from "./flows.js";
import { offlineCommands, pipelineCommands } from "./offline.js";
import { useCommands } from "./use.js";

export { globalFlags } from "./flags.js";

/** By the words that call it, in the order of the overview. */
export const commands: Readonly<Record<string, CommandSpec>> = {
  ...offlineCommands,
  ...deploymentCommands,
  ...pipelineCommands,
  ...flowsCommands,
  ...endpointCommands,
  ...useCommands,
};

/** Words that need a second one. */
export const groups: Readonly<Record<string, string>> = {
  flows: "Manage flows",
  endpoint: "Manage the data endpoint of a flow",
  encryption: "Manage the key for data exchange",
};

/** Commands of `contracts.md` that a later release brings. */
export const laterCommands: readonly string[] = ["preview", "dev"];
