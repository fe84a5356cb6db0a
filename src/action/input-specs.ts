/** The inputs as action.yml declares them; a test holds the two together. */
export interface InputSpec {
  readonly required?: true;
  /** As in action.yml. Inputs that the config or the environment may give have none there: it would always win. */
  readonly default?: string;
  /** Variable that is read when neither the input nor the config has a value. */
  readonly env?: string;
  /** `text`: hidden in the log; `numbers`: every telephone number in it is. */
  readonly secret?: "text" | "numbers";
}

const inputSpecs = {
  pipeline: { required: true },
  path: {},
  config: {},
  environment: {},
  endpoint: {},
  "flow-id": {},
  "phone-number-id": {},
  "business-account-id": {},
  name: {},
  "api-key": { env: "KAPSO_API_KEY", secret: "text" },
  "api-base-url": { env: "KAPSO_API_BASE_URL" },
  "graph-version": { env: "META_GRAPH_VERSION" },
  to: { secret: "numbers" },
  "body-text": {},
  "header-text": {},
  "footer-text": {},
  "flow-cta": {},
  "flow-token": { secret: "text" },
  "flow-action": {},
  "flow-action-payload": {},
  mode: {},
  plan: {},
  "on-published": {},
  timeout: {},
  // The runner fills this one in; outside of it there is no token.
  "github-token": { default: "${{ github.token }}", secret: "text" },
  comment: { default: "auto" },
  deployment: { default: "auto" },
  "fail-on": { default: "error" },
  "working-directory": { default: "." },
  "report-dir": {},
} as const satisfies Readonly<Record<string, InputSpec>>;

export type InputName = keyof typeof inputSpecs;

/** One input's declaration, with all its optional parts. */
export function inputSpec(name: InputName): InputSpec {
  return inputSpecs[name];
}

export const inputNames: readonly InputName[] = Object.keys(inputSpecs).filter(isInputName);

function isInputName(name: string): name is InputName {
  return Object.hasOwn(inputSpecs, name);
}
