/** All steps; the one list of them. */
import type { AnyStep } from "../pipeline/step.js";
import { create } from "./create.js";
import { deleteFlow } from "./delete.js";
import { deploy } from "./deploy.js";
import { deprecate } from "./deprecate.js";
import { logs } from "./logs.js";
import { publish } from "./publish.js";
import { register } from "./register.js";
import { sendTest } from "./send-test.js";
import { setEndpoint } from "./set-endpoint.js";
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
  register,
  publish,
  sendTest,
  delete: deleteFlow,
  deprecate,
  status,
  logs,
} as const;

/** In the order in which they make sense. */
export const allSteps: readonly AnyStep[] = Object.values(steps);

/** As users write them. */
export const stepNames: readonly string[] = allSteps.map((step) => step.name);

/** Steps that the contract names and that this release does not have. */
export const laterSteps: readonly string[] = ["preview", "plan", "apply"];

/** The step of that name. */
export function stepNamed(name: string): AnyStep | undefined {
  return allSteps.find((step) => step.name === name);
}
