import { FileError } from "../errors/errors.js";
import type { Inputs } from "./inputs.js";
import { type Machine, workspaceOf } from "./machine.js";

/** The folder for what the run leaves behind, made when it is first asked for. Gives its absolute path. */
export function reportFolder(machine: Machine, inputs: Inputs | undefined): () => Promise<string> {
  let folder: Promise<string> | undefined;
  return () => {
    const { env } = machine.runner;
    const workspace = workspaceOf(machine.runner);
    const named = inputs?.reportDir?.value;
    const below = env.RUNNER_TEMP || workspace;
    folder ??= machine
      .makeFolder({ ...(named === undefined ? {} : { named: machine.resolve(workspace, named) }), below })
      .catch((cause: unknown) => refuse(named ?? below, cause));
    return folder;
  };
}

function refuse(folder: string, cause: unknown): never {
  throw new FileError("FILE_UNWRITABLE", `The folder for the report, \`${folder}\`, cannot be made.`, {
    cause,
    hint: "Name one that can be written to with `report-dir`, or leave it out.",
  });
}
