import type { OnPublished } from "../deployment/desired.js";
import { UsageError } from "../errors/errors.js";
import { listed } from "../text/counted.js";
import { didYouMean } from "../text/nearest.js";
import type { Config, EnvironmentConfig, FlowConfig } from "./config.js";

/**
 * The environment of that name; without a name the only one, or undefined when the config has none. Throws UsageError
 * when the name is unknown, or when one of several would have to be guessed.
 */
export function chooseEnvironment(config: Config, name: string | undefined): EnvironmentConfig | undefined {
  const { environments, path } = config;
  const names = environments.map((environment) => environment.name);
  const all = listed(names.map((one) => `\`${one}\``));
  if (name === undefined) {
    if (environments.length <= 1) return environments[0];
    throw new UsageError("USAGE_ENVIRONMENT_NEEDED", `\`${path}\` has several environments: ${all}.`, {
      hint: "Choose one with `--environment`, or the input `environment`.",
    });
  }
  const chosen = environments.find((environment) => environment.name === name);
  if (chosen !== undefined) return chosen;
  throw new UsageError(
    "USAGE_ENVIRONMENT_UNKNOWN",
    `\`${path}\` has no environment \`${name}\`.${didYouMean(name, names)}`,
    {
      hint: names.length === 0 ? "Add it under `environments`." : `It has ${all}.`,
    },
  );
}

/** A flow with what its environment says about it. */
export interface FlowInEnvironment extends FlowConfig {
  readonly flowId?: string;
  readonly phoneNumberId?: string;
  readonly businessAccountId?: string;
  /** Absent without an environment: nothing was said. */
  readonly publish?: boolean;
  readonly onPublished?: OnPublished;
  /** Absent for a flow without a data endpoint. Without an environment, the names of all of them. */
  readonly secretNames?: readonly string[];
}

/** Names of the secrets of an environment; of all of them where none was chosen, as for an offline run. */
export function secretNamesIn(config: Config, environment: EnvironmentConfig | undefined): readonly string[] {
  const environments = environment === undefined ? config.environments : [environment];
  return [...new Set(environments.flatMap(({ secretNames }) => secretNames))];
}

/** All flows of the config as the environment has them; without one nothing is known of them remotely. */
export function flowsIn(config: Config, environment: EnvironmentConfig | undefined): FlowInEnvironment[] {
  const { phoneNumberId, businessAccountId, publish, onPublished } = environment ?? {};
  const secretNames = secretNamesIn(config, environment);
  return config.flows.map((flow) => {
    const flowId = environment?.flowIds.get(flow.name);
    return {
      ...flow,
      ...(flowId === undefined ? {} : { flowId }),
      ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
      ...(businessAccountId === undefined ? {} : { businessAccountId }),
      ...(publish === undefined ? {} : { publish }),
      ...(onPublished === undefined ? {} : { onPublished }),
      ...(flow.endpoint === undefined || secretNames.length === 0 ? {} : { secretNames }),
    };
  });
}
