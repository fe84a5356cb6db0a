import type { FailOn, Summary } from "../diagnostic/counts.js";
import { fails } from "../diagnostic/counts.js";
import type { FileReport } from "../diagnostic/diagnostic.js";
import type { FlowReport, OutputName, StepReport } from "./report.js";

interface Parts {
  readonly summary: Summary;
  readonly files: readonly FileReport[];
  readonly steps: readonly StepReport[];
  readonly flows: readonly FlowReport[];
  readonly failOn: FailOn;
}

/** The outputs of contracts.md; those of one flow are of the first. Always all of them, empty where nothing is known. */
export function outputsOf({ summary, files, steps, flows, failOn }: Parts): Record<OutputName, string> {
  const flow = flows[0];
  return {
    valid: validity(steps, files, failOn),
    errors: String(summary.errors),
    warnings: String(summary.warnings),
    "flow-id": flow?.flowId ?? "",
    "flow-version-id": flow?.flowVersionId ?? "",
    "flow-status": flow?.status ?? "",
    changed: String(flow?.changed ?? false),
    // How a simulation went is long, and in the report.
    flows: JSON.stringify(flows.map(({ simulation: _, ...rest }) => rest)),
    "preview-url": flow?.previewUrl ?? "",
    "preview-expires-at": flow?.previewExpiresAt ?? "",
    published: String(flow?.published ?? false),
    "endpoint-deployed": String(flow?.endpointDeployed ?? false),
    "endpoint-registered": String(flow?.endpointRegistered ?? false),
    "message-ids": JSON.stringify((flow?.messages ?? []).map(messageId)),
  };
}

/** Empty when nothing was validated: neither `true` nor `false` would be honest. */
function validity(steps: readonly StepReport[], files: readonly FileReport[], failOn: FailOn): string {
  const ran = steps.some((step) => step.name === "validate" && (step.status === "passed" || step.status === "failed"));
  if (!ran) return "";
  return String(!files.some((file) => file.diagnostics.some((diagnostic) => fails(diagnostic, failOn))));
}

function messageId(message: FlowReport["messages"][number]): string | null {
  return message.status === "accepted" ? message.messageId : null;
}
