/** Findings and reports that the tests of the renderers share. */
import type { Diagnostic, FileReport } from "../../../src/diagnostic/diagnostic.js";
import { LineIndex } from "../../../src/json/line-index.js";
import type { Report } from "../../../src/pipeline/report.js";
import type { RenderInput } from "../../../src/render/input.js";

/** A finding with everything filled in that a test does not care about. */
export function diagnostic(changes: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: "INVALID_PROPERTY_VALUE",
    rule: "if-then-not-empty",
    severity: "error",
    message: "Expected array to contain at least one component.",
    pointer: "/screens/0/layout/children/0/then",
    range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
    fix: null,
    docs: "https://example.org/docs/rules/if-then-not-empty.md",
    origin: "rule",
    related: [],
    ...changes,
  };
}

/** A finding on the first place in the text that reads so. */
export function findingOn(source: string, meant: string, changes: Partial<Diagnostic> = {}): Diagnostic {
  const start = source.indexOf(meant);
  return diagnostic({ range: new LineIndex(source).range(start, start + meant.length), ...changes });
}

export function inputOf(files: readonly FileReport[], sources: Readonly<Record<string, string>> = {}): RenderInput {
  return { files, sources: new Map(Object.entries(sources)) };
}

/** One file with one finding. */
export function single(source: string, finding: Diagnostic, path = "flow.json"): RenderInput {
  return inputOf([{ path, kind: "flow-json", diagnostics: [finding] }], { [path]: source });
}

const signup = `{
  "version": "7.3",
  "screens": [
    {
      "id": "WELCOME",
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "If", "condition": "true", "then": [] },
          { "type": "TextHeading", "txt": "Hi" }
        ]
      }
    },
    {
      "id": "WELCOME"
    }
  ]
}
`;
const endpoint = "async function handler(request) {\n\treturn respond(request.body);\n}\n";

const signupPath = "flows/sign up/flow.json";
const endpointPath = "flows/sign up/endpoint.js";
const docs = (rule: string): string => `https://example.org/docs/rules/${rule}.md`;

/** A flow with four findings, its endpoint with one, and a flow without any. */
export const several: RenderInput = {
  files: [
    {
      path: signupPath,
      kind: "flow-json",
      flowVersion: "7.3",
      dynamic: true,
      screens: 2,
      diagnostics: [
        findingOn(signup, "[]"),
        findingOn(signup, '"txt"', {
          code: "INVALID_PROPERTY_KEY",
          rule: "schema-additional-property-in-component",
          message: "`TextHeading` has no property `txt`. Did you mean `text`?",
          pointer: "/screens/0/layout/children/1/txt",
          origin: "schema",
          docs: docs("schema-additional-property-in-component"),
          fix: {
            title: "Rename `txt` to `text`",
            edits: [{ range: { start: { line: 10, column: 36 }, end: { line: 10, column: 41 } }, text: '"text"' }],
          },
        }),
        findingOn(signup, '{\n      "id": "WELCOME"\n    }', {
          code: "WF_SCREEN_WITHOUT_LAYOUT",
          rule: "screen-layout",
          severity: "info",
          message: "Screen `WELCOME` has no layout.",
          pointer: "/screens/1",
          docs: docs("screen-layout"),
        }),
        diagnostic({
          code: "DUPLICATE_SCREEN_ID",
          rule: "screen-id-unique",
          severity: "warning",
          message: "Two screens have the ID `WELCOME`.",
          pointer: "/screens/1/id",
          range: { start: { line: 15, column: 13 }, end: { line: 15, column: 22 } },
          docs: docs("screen-id-unique"),
          related: [
            {
              message: "The first screen of that ID.",
              path: signupPath,
              pointer: "/screens/0/id",
              range: { start: { line: 5, column: 13 }, end: { line: 5, column: 22 } },
            },
          ],
        }),
      ],
    },
    {
      path: endpointPath,
      kind: "data-endpoint",
      diagnostics: [
        findingOn(endpoint, "respond", {
          code: "WF_UNKNOWN_NAME",
          rule: "endpoint-name-known",
          message: "Nothing is called `respond`.",
          pointer: null,
          docs: docs("endpoint-name-known"),
        }),
      ],
    },
    { path: "flows/clean.json", kind: "flow-json", flowVersion: "7.3", dynamic: false, screens: 1, diagnostics: [] },
  ],
  sources: new Map([
    [signupPath, signup],
    [endpointPath, endpoint],
    ["flows/clean.json", "{}"],
  ]),
};

/** Texts that try to leave their place: every renderer shows them, none obeys them. */
export const hostileTexts = [
  "\u001b[2J\u001b]0;owned\u0007",
  "line\n::error::forged",
  "::set-output name=x::y",
  "a%0A::error::forged",
  "`` `code` ``",
  "ends with `",
  "| cell | cell \\| x |",
  "@octocat and @org/team",
  "#1 GH-2 org/repo#3 https://github.com/o/r/issues/4 www.example.org",
  "[click](https://evil.example) ![x](https://evil.example/x.png)",
  "<img src=x onerror=alert(1)> <!-- whatsapp-flows-ci:other --> --> &amp; </details>",
  "**bold** _it_ ~~no~~ $x$ :tada:",
  "user\u202egnp.exe",
  "half \ud83d pair",
  "",
] as const;

const step = { effect: "write", durationMs: 1234, reason: null, changes: [] } as const;

/** A run that created one flow, failed on its endpoint, and did not reach the second. */
export const failedRun: Report = {
  schemaVersion: 1,
  tool: { name: "whatsapp-flows-ci", version: "0.1.0" },
  conclusion: "failure",
  summary: { files: 2, errors: 0, warnings: 1, infos: 0 },
  files: [
    {
      path: "flows/signup/flow.json",
      kind: "flow-json",
      flowVersion: "7.3",
      dynamic: true,
      screens: 2,
      diagnostics: [
        diagnostic({
          severity: "warning",
          rule: "text-length",
          code: "WF_TEXT_LENGTH",
          message: "The text has 96 characters; `TextHeading` shows 80.",
          range: { start: { line: 12, column: 21 }, end: { line: 12, column: 119 } },
          docs: docs("text-length"),
        }),
      ],
    },
    {
      path: "flows/survey/flow.json",
      kind: "flow-json",
      flowVersion: "7.3",
      dynamic: false,
      screens: 1,
      diagnostics: [],
    },
  ],
  steps: [
    { ...step, name: "validate", target: "signup", status: "passed", effect: "none", durationMs: 12 },
    { ...step, name: "validate", target: "survey", status: "passed", effect: "none", durationMs: 4 },
    { ...step, name: "update-json", target: "signup", status: "passed", changes: ["Created flow `signup`"] },
    { ...step, name: "update-json", target: "survey", status: "skipped", reason: "The Flow JSON is the same." },
    { ...step, name: "deploy", target: "signup", status: "failed", reason: "The service refused the code." },
    { ...step, name: "publish", target: "signup", status: "not-reached", reason: "`deploy` failed." },
    { ...step, name: "publish", target: "survey", status: "not-reached", reason: "`deploy` failed." },
  ],
  environment: null,
  account: null,
  flows: [
    {
      name: "signup",
      path: "flows/signup/flow.json",
      flowId: "0b6d3f5e-0000-4000-8000-000000000001",
      metaFlowId: "1234567890",
      flowVersionId: "v1",
      status: "draft",
      changed: true,
      published: false,
      endpointDeployed: false,
      endpointRegistered: false,
      previewUrl: "https://business.facebook.com/wa/manage/flows/1234567890/preview/?token=abc",
      previewExpiresAt: "2026-12-22T10:00:00Z",
      plan: null,
      simulation: null,
      messages: [
        { recipient: "+15•••••••00", status: "accepted", messageId: "wamid.ABC=" },
        { recipient: "+15•••••••01", status: "unknown", error: "No answer came within 30 s." },
      ],
    },
    {
      name: "survey",
      path: "flows/survey/flow.json",
      flowId: "0b6d3f5e-0000-4000-8000-000000000002",
      metaFlowId: null,
      flowVersionId: null,
      status: "published",
      changed: false,
      published: false,
      endpointDeployed: false,
      endpointRegistered: false,
      previewUrl: null,
      previewExpiresAt: null,
      messages: [],
      plan: null,
      simulation: null,
    },
  ],
  outputs: {
    valid: "true",
    errors: "0",
    warnings: "1",
    "flow-id": "0b6d3f5e-0000-4000-8000-000000000001",
    "flow-version-id": "v1",
    "flow-status": "draft",
    changed: "true",
    flows: "[]",
    "preview-url": "",
    "preview-expires-at": "",
    published: "false",
    "endpoint-deployed": "false",
    "endpoint-registered": "false",
    "message-ids": "[]",
  },
  writes: [
    { text: "Created flow `signup`", ids: {}, certainty: "done", step: "update-json", target: "signup" },
    { text: "Deployed the endpoint of `signup`", ids: {}, certainty: "unknown", step: "deploy", target: "signup" },
  ],
  continueWith: "wa-flows pipeline deploy,publish --config whatsapp-flows.yml --environment staging",
  errors: [
    {
      code: "API_VALIDATION",
      message: "Deploying the data endpoint of `signup` was refused: Unexpected token.",
      hint: "Mend the code and run the step again.",
      step: "deploy",
      target: "signup",
      operation: "deployDataEndpoint",
      status: 422,
      stack: null,
    },
  ],
};

/** A validation alone, with nothing to say. */
export const passedRun: Report = {
  ...failedRun,
  conclusion: "success",
  summary: { files: 1, errors: 0, warnings: 0, infos: 0 },
  files: failedRun.files.slice(1),
  steps: failedRun.steps.slice(1, 2),
  flows: [
    {
      name: "survey",
      path: "flows/survey/flow.json",
      flowId: null,
      metaFlowId: null,
      flowVersionId: null,
      status: null,
      changed: false,
      published: false,
      endpointDeployed: false,
      endpointRegistered: false,
      previewUrl: null,
      previewExpiresAt: null,
      messages: [],
      plan: null,
      simulation: null,
    },
  ],
  writes: [],
  continueWith: null,
  errors: [],
};
