/** All steps; the one list of them. */
import type { AnyStep } from "../pipeline/step.js";
import { account } from "./account.js";
import { backup } from "./backup.js";
import { create } from "./create.js";
import { deleteFlow } from "./delete.js";
import { deploy } from "./deploy.js";
import { deprecate } from "./deprecate.js";
import { deprecateReplaced } from "./deprecate-replaced.js";
import { find } from "./find.js";
import { logs } from "./logs.js";
import { plan } from "./plan.js";
import { publish } from "./publish.js";
import { record } from "./record.js";
import { register } from "./register.js";
import { sendTest } from "./send-test.js";
import { setEndpoint } from "./set-endpoint.js";
import { setSecretsStep } from "./set-secrets.js";
import { setupEncryption } from "./setup-encryption.js";
import { simulate } from "./simulate.js";
import { status } from "./status.js";
import { updateJson } from "./update-json.js";
import { validate } from "./validate.js";

/** By their names in code, which are the users' names in camelCase. */
export const steps = {
  validate,
  simulate,
  create,
  updateJson,
  setupEncryption,
  setEndpoint,
  deploy,
  setSecrets: setSecretsStep,
  register,
  publish,
  sendTest,
  delete: deleteFlow,
  deprecate,
  status,
  logs,
} as const;

/**
 * Steps that nobody lists: a pipeline puts `find` and `account` in by itself, and the others make sense only in the
 * presets `plan` and `apply`.
 */
export const innerSteps = { find, account, plan, backup, deprecateReplaced, record } as const;

/** In the order in which they make sense. */
export const allSteps: readonly AnyStep[] = Object.values(steps);

/** As users write them. */
export const stepNames: readonly string[] = allSteps.map((step) => step.name);

/** Steps that the contract names and that this release does not have. */
export const laterSteps: readonly string[] = ["preview"];

/** The step of that name. */
export function stepNamed(name: string): AnyStep | undefined {
  return allSteps.find((step) => step.name === name);
}
