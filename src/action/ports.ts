/** What a run is handed of the machine, beside the service and the log. */
import type { BackupStore, RunInput } from "../pipeline/context.js";
import type { Pipeline } from "../pipeline/pipeline.js";
import { lockPlace } from "../pipelines/lock-place.js";
import { secretValues } from "../pipelines/secret-values.js";
import type { ProjectConfig } from "./config.js";
import { connectsToEmulator } from "./connect.js";
import type { Inputs } from "./inputs.js";
import type { Machine } from "./machine.js";

type Ports = Pick<RunInput, "clock" | "randomToken" | "sandbox" | "signal" | "secretValue" | "lock" | "backups">;

type SecretValue = (name: string) => string | undefined;

interface Surroundings {
  readonly pipeline: Pick<Pipeline, "lock">;
  readonly inputs: Inputs;
  readonly project: ProjectConfig | undefined;
  /** The folder that paths of the project are relative to. */
  readonly root: string;
  readonly reportFolder: () => Promise<string>;
}

export async function runPorts(machine: Machine, surroundings: Surroundings): Promise<Ports> {
  const { clock, randomToken, sandbox, signal, runner } = machine;
  const lock = await lockOf(machine, surroundings);
  return {
    ...{ clock, randomToken, sandbox, signal },
    secretValue: maskedSecrets(runner, surroundings.project),
    ...(lock === undefined ? {} : { lock }),
    backups: backupsIn(machine, surroundings.reportFolder),
  };
}

/** The runner hides a value from the moment it is asked for. */
function maskedSecrets({ env, mask }: Machine["runner"], project: ProjectConfig | undefined): SecretValue {
  const find = secretValues(env, project);
  return (name) => {
    const value = find(name);
    if (value !== undefined) mask(value);
    return value;
  };
}

/** Only a list of steps that plans or changes flows has use for it; and what the emulator was given is gone in a moment. */
async function lockOf(
  { openLock }: Machine,
  { pipeline, inputs, project, root }: Surroundings,
): Promise<RunInput["lock"]> {
  if (project === undefined || pipeline.lock === "unused" || connectsToEmulator(inputs)) return undefined;
  return openLock({ root, ...lockPlace(project), toWrite: pipeline.lock === "written" });
}

/** The folder is made when there is something to keep. */
function backupsIn({ openBackups }: Machine, folder: () => Promise<string>): BackupStore {
  let store: Promise<BackupStore> | undefined;
  return {
    save: async (target, name, text) => {
      store ??= folder().then(openBackups);
      return (await store).save(target, name, text);
    },
  };
}
