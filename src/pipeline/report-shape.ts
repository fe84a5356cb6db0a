/** What the report of a run looks like as a document: the file that `report-path` names. */
import { accountShape, flowPlanShape } from "../deployment/plan-shape.js";
import { choice, constant, count, list, object, optional, orNull, type Shape, text, yesOrNo } from "../json/shape.js";
import { outputNames } from "./report.js";
import { effects } from "./step.js";

const position = object({ line: count, column: count });
const range = object({ start: position, end: position });

const diagnostic = object({
  code: text,
  rule: text,
  severity: choice("error", "warning", "info"),
  message: text,
  pointer: orNull(text),
  range,
  fix: orNull(object({ title: text, edits: list(object({ range, text })) })),
  docs: text,
  origin: choice("syntax", "schema", "rule", "remote", "simulation"),
  related: list(object({ message: text, path: text, pointer: orNull(text), range })),
});

const file = object({
  path: text,
  kind: choice("flow-json", "data-endpoint", "config", "scenario"),
  flowVersion: optional(orNull(text)),
  dynamic: optional(yesOrNo),
  screens: optional(count),
  diagnostics: list(diagnostic),
});

const step = object({
  name: text,
  target: text,
  status: choice("passed", "skipped", "failed", "errored", "not-reached"),
  effect: choice(...effects),
  durationMs: count,
  reason: orNull(text),
  changes: list(text),
});

const message: Shape = {
  kind: "either",
  of: [
    object({ recipient: text, status: choice("accepted"), messageId: text }),
    object({ recipient: text, status: choice("refused", "unknown", "not-sent"), error: text }),
  ],
};

const share = object({ seen: count, total: count, missing: list(text) });

const simulation = object(
  {
    coverage: object({ percent: count, screens: share, transitions: share, actions: share, branches: share }),
    exchanges: count,
    sequence: list(
      object({
        asked: text,
        from: orNull(text),
        sent: list(text),
        answer: orNull(text),
        failure: orNull(text),
        rules: list(text),
        times: count,
      }),
    ),
    sequenceMore: count,
    completions: list(object({ screen: text, by: text, members: list(text), times: count })),
    scenarios: object({ passed: count, total: count }),
  },
  "How far a simulation came, and its exchanges by shape; no values.",
);

const flow = object({
  name: text,
  path: orNull(text),
  flowId: orNull(text),
  metaFlowId: orNull(text),
  flowVersionId: orNull(text),
  status: orNull(text),
  changed: yesOrNo,
  published: yesOrNo,
  endpointDeployed: yesOrNo,
  endpointRegistered: yesOrNo,
  previewUrl: orNull(text),
  previewExpiresAt: orNull(text),
  messages: list(message),
  plan: orNull(flowPlanShape),
  simulation: orNull(simulation),
});

const error = object({
  code: text,
  message: text,
  hint: orNull(text),
  step: orNull(text),
  target: orNull(text),
  operation: orNull(text),
  status: orNull(count),
  stack: orNull(text),
});

const write = object({
  text,
  ids: { kind: "map", of: text },
  certainty: choice("done", "unknown"),
  step: text,
  target: text,
});

export const reportShape: Shape = object({
  schemaVersion: constant(1),
  tool: object({ name: text, version: text }),
  conclusion: choice("success", "failure"),
  summary: object({ files: count, errors: count, warnings: count, infos: count }),
  files: list(file),
  steps: list(step),
  flows: list(flow),
  environment: orNull(text),
  account: orNull(accountShape),
  outputs: object(Object.fromEntries(outputNames.map((name) => [name, text]))),
  writes: list(write),
  continueWith: orNull(text),
  errors: list(error),
});
