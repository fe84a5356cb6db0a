/** Secrets of a data endpoint. Their values go from the environment to the service, and nowhere else. */
import { mayHaveHappened } from "../../client/retry.js";
import { RefusedError } from "../../errors/errors.js";
import type { Context } from "../../pipeline/context.js";
import { listed } from "../../text/counted.js";
import { Refusal } from "./refusal.js";
import { change } from "./remote-write.js";

type Tools = Pick<Context<never>, "api" | "clock" | "log" | "secretValue" | "signal" | "target" | "wrote">;

/** Where secrets belong. */
export interface SecretHolder {
  readonly flowId: string;
  readonly functionId: string;
}

/**
 * Names of the secrets that the service has, or undefined when it refuses to list them; the list is in no published
 * documentation (kapso-api.md 11.6).
 */
export async function remoteSecretNames(
  { api, log, target }: Pick<Tools, "api" | "log" | "target">,
  functionId: string,
): Promise<readonly string[] | undefined> {
  try {
    return (await api.functions.secrets(functionId)).map((secret) => secret.name);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    log.warn(`The secrets of the data endpoint of \`${target}\` cannot be listed. ${error.message}`);
    return undefined;
  }
}

/** Refuses when a secret has no value here; called before anything is done that would lose one. */
export function needValues({ target, secretValue }: Pick<Tools, "target" | "secretValue">, names: readonly string[]) {
  const missing = names.filter((name) => !secretValue(name));
  if (missing.length > 0) throw secretMissing(target, missing);
}

function secretMissing(target: string, names: readonly string[]): Refusal {
  const [noun, have] = names.length === 1 ? ["secret", "has"] : ["secrets", "have"];
  return new Refusal(
    "STATE_SECRET_MISSING",
    `The ${noun} ${listed(names.map((name) => `\`${name}\``))} of the data endpoint of \`${target}\` ${have} no value here.`,
    "List them under `secrets` of the environment in the config, and set the environment variables of these names, in CI from the secrets of the repository. A deployment drops what the service has, and nobody can read it back.",
  );
}

/** Sets those that the service lacks; true when there were any. */
export async function setLacking(
  tools: Tools & Pick<Context<never>, "learn">,
  { flowId, functionId, deployedAt }: SecretHolder & { readonly deployedAt: string | null },
  names: readonly string[],
): Promise<boolean> {
  if (names.length === 0) return false;
  const found = (await remoteSecretNames(tools, functionId)) ?? [];
  const lacking = names.filter((name) => !found.includes(name));
  await setSecrets(tools, { flowId, functionId }, lacking);
  tools.learn({ endpointFunction: { functionId, deployedAt, secrets: [...found, ...lacking].sort() } });
  return lacking.length > 0;
}

/** Sets secrets one after the other. Those that are there already are replaced. */
export async function setSecrets(tools: Tools, holder: SecretHolder, names: readonly string[]): Promise<void> {
  needValues(tools, names);
  for (const name of names) await setSecret(tools, holder, name);
}

async function setSecret(tools: Tools, { flowId, functionId }: SecretHolder, name: string): Promise<void> {
  const value = tools.secretValue(name) ?? "";
  const isThere = async (): Promise<true | undefined> =>
    (await tools.api.functions.secrets(functionId)).some((secret) => secret.name === name) ? true : undefined;
  try {
    await change<true>(tools, {
      text: `Set the secret \`${name}\` of the data endpoint of flow \`${tools.target}\``,
      ids: () => ({ flowId, functionId }),
      send: async () => {
        await tools.api.functions.createSecret(functionId, { name, value });
        return true;
      },
      readBack: isThere,
    });
  } catch (error) {
    // Whether a name can be set a second time is disputed (kapso-api.md 18 row 39).
    const refused = error instanceof RefusedError && error.status === 422 && !mayHaveHappened(error);
    if (!refused || (await isThere()) === undefined) throw error;
    tools.log.warn(`The secret \`${name}\` of \`${tools.target}\` is there already and keeps the value that it had.`);
  }
}
