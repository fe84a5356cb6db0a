/** {@link targetsAmong} for a caller that has the config's flows and account, and not the config itself. */
import type { FileSource } from "../pipeline/context.js";
import type { FlowTarget } from "../pipeline/facts.js";
import { type TargetInputs, targetsAmong } from "./targets.js";

/** A flow of the config, as the chosen environment has it. Paths are relative to the root of the files. */
export interface ConfiguredFlow {
  readonly name: string;
  readonly json: string;
  readonly endpoint?: string;
  readonly categories?: readonly string[];
  readonly flowId?: string;
}

/** What a config contributes. */
export interface ConfiguredFlows {
  readonly flows: readonly ConfiguredFlow[];
  readonly phoneNumberId?: string;
  readonly businessAccountId?: string;
  /** Whether presets publish. */
  readonly publish: boolean;
}

/** What the user names. */
export interface TargetChoices extends TargetInputs {
  readonly config?: ConfiguredFlows;
}

/** Throws UsageError for choices that contradict each other or name nothing, and FileError for unreadable files. */
export function flowTargets({ config, ...inputs }: TargetChoices, files: FileSource): Promise<readonly FlowTarget[]> {
  if (config === undefined) return targetsAmong(inputs, [], {}, files);
  const { flows, ...account } = config;
  const known = flows.map((flow) => ({ ...account, ...flow }));
  return targetsAmong(inputs, known, account, files);
}
