import { UsageError } from "../../errors/errors.js";
import { counted } from "../../text/counted.js";
import { quotedList } from "../../text/quoted.js";
import { loadConfigFile } from "../config-file.js";
import { connectedToChange } from "../connect.js";
import { kapsoFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export async function endpointSetSecrets(options: Options, session: Session): Promise<Result> {
  const values = valuesOf(await namesOf(options, session), session);
  return connectedToChange(options, session, async ({ client }) => {
    const flowId = await kapsoFlowId(client, options.need("flow-id"));
    const { function_id: functionId } = await client.dataEndpoint.get(flowId);
    // The same name again replaces the value, so that repeating this is safe.
    for (const [name, value] of values) {
      await client.functions.createSecret(functionId, { name, value });
      session.log.notice(`Stored the secret \`${name}\` of flow \`${flowId}\`.`);
    }
    return {
      kind: "data",
      data: { flow_id: flowId, function_id: functionId, secrets: [...values.keys()] },
      text: `Stored ${counted(values.size, "secret")}.\n`,
    };
  });
}

/** Those of the flags, else those of the config's environment. */
async function namesOf(options: Options, session: Session): Promise<readonly string[]> {
  const given = options.list("secret");
  const wrong = given.find((name) => !/^[A-Z_][A-Z0-9_]*$/.test(name));
  if (wrong !== undefined) {
    // Perhaps it is `NAME=value`: what was given as a name may be a secret.
    throw new UsageError("USAGE_BAD_VALUE", "`--secret` takes the name of a secret, and one of them is none.", {
      hint: "A name has capital letters, digits and `_`; the value is read from the variable of that name.",
    });
  }
  if (given.length > 0) return [...new Set(given)];
  const config = await loadConfigFile(options, session, true);
  const configured = config?.environment?.secretNames ?? [];
  if (configured.length > 0) return configured;
  throw new UsageError("USAGE_MISSING_FLAG", "No secret is named.", {
    hint: "Give `--secret NAME`, or list the names under `secrets` in the config's environment.",
  });
}

/** All of them or none: half of the secrets would look like success. */
function valuesOf(names: readonly string[], { host }: Session): ReadonlyMap<string, string> {
  const values = new Map(names.map((name) => [name, host.env[name] ?? ""]));
  const missing = names.filter((name) => values.get(name) === "");
  if (missing.length === 0) return values;
  const variables = missing.length === 1 ? "The variable" : "The variables";
  const are = missing.length === 1 ? "is" : "are";
  throw new UsageError("USAGE_MISSING_SECRET", `${variables} ${quotedList(missing)} ${are} not set.`, {
    hint: "Each secret's value is read from the variable of its name. Nothing was stored.",
  });
}
