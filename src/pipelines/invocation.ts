import type { Project } from "./project.js";
import type { TargetInputs } from "./targets.js";

/** The flags of `wa-flows pipeline` that name the same flows again. */
export function invocationOf(inputs: TargetInputs, project: Project | undefined): readonly string[] {
  const flags: readonly (readonly [string, string | undefined])[] = [
    ["--config", project?.config.path],
    ["--environment", project?.environment?.name],
    ...(inputs.paths ?? []).map((path) => ["--path", path] as const),
    ["--endpoint", inputs.endpoint],
    ["--flow-id", inputs.flowId],
    ["--name", inputs.name],
    ["--phone-number-id", inputs.phoneNumberId],
    ["--business-account-id", inputs.businessAccountId],
  ];
  return flags.flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
}
