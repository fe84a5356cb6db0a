/** What happened so far in a run, written down as it happens, and turned into a report at the end. */
import { type FailOn, summarize } from "../diagnostic/counts.js";
import type { FileReport } from "../diagnostic/diagnostic.js";
import { tool } from "../tool.js";
import type { Clean } from "./error-report.js";
import type { FlowTarget, KnownFacts, MessageOutcome } from "./facts.js";
import { mergeFiles } from "./files.js";
import { outputsOf } from "./outputs.js";
import type { ErrorReport, FlowReport, Report, StepReport, WriteReport } from "./report.js";

/** One flow and what is known of it by now. */
export interface TargetState {
  readonly target: FlowTarget;
  facts: KnownFacts;
}

export interface RunRecord {
  readonly states: readonly TargetState[];
  readonly steps: StepReport[];
  readonly files: FileReport[];
  readonly writes: WriteReport[];
  readonly errors: ErrorReport[];
}

/** What a report needs beside the record. */
interface Closing {
  readonly environment: string | null;
  readonly failOn: FailOn;
  readonly continueWith: string | null;
  readonly clean: Clean;
}

/** The report of what happened. */
export function reportOf(record: RunRecord, { environment, failOn, continueWith, clean }: Closing): Report {
  const files = mergeFiles(record.files);
  const summary = summarize(files);
  const flows = record.states.map((state) => flowReport(state, clean));
  return {
    schemaVersion: 1,
    tool: { name: tool.name, version: tool.version },
    conclusion: record.errors.length === 0 ? "success" : "failure",
    summary,
    files,
    steps: record.steps,
    flows,
    environment,
    account: record.states.find(({ facts }) => facts.account !== undefined)?.facts.account ?? null,
    outputs: outputsOf({ summary, files, steps: record.steps, flows, failOn }),
    writes: record.writes,
    continueWith,
    errors: record.errors,
  };
}

/** The report of a run that could not begin, such as one with a bad input. */
export function reportOfErrors(errors: readonly ErrorReport[]): Report {
  return reportOf(
    { states: [], steps: [], files: [], writes: [], errors: [...errors] },
    {
      environment: null,
      failOn: "error",
      continueWith: null,
      clean: (text) => text,
    },
  );
}

function flowReport({ target, facts }: TargetState, clean: Clean): FlowReport {
  return {
    name: target.name,
    path: target.flowJson?.path ?? null,
    flowId: facts.flowId ?? null,
    metaFlowId: facts.metaFlowId ?? null,
    flowVersionId: facts.flowVersionId ?? null,
    status: facts.flowStatus ?? null,
    changed: facts.changed ?? false,
    published: facts.published ?? facts.flowStatus === "published",
    endpointDeployed: facts.endpointDeployed ?? false,
    endpointRegistered: facts.endpointRegistered ?? false,
    previewUrl: facts.previewUrl ?? null,
    previewExpiresAt: facts.previewExpiresAt ?? null,
    messages: (facts.messages ?? []).map((message) => cleanMessage(message, clean)),
    plan: facts.flowPlan ?? null,
    simulation: facts.simulation ?? null,
  };
}

/** The error of a message is the service's text, which may repeat the number it was sent to. */
function cleanMessage(message: MessageOutcome, clean: Clean): MessageOutcome {
  return message.status === "accepted" ? message : { ...message, error: clean(message.error) };
}
