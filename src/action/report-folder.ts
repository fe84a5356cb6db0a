import type { Inputs } from "./inputs.js";
import { type Machine, workspaceOf } from "./machine.js";

/** The folder for what the run leaves behind, made when it is first asked for. Gives its absolute path. */
export function reportFolder(machine: Machine, inputs: Inputs | undefined): () => Promise<string> {
  let folder: Promise<string> | undefined;
  return () => {
    const { env } = machine.runner;
    const workspace = workspaceOf(machine.runner);
    const named = inputs?.reportDir?.value;
    folder ??= machine.makeFolder({
      ...(named === undefined ? {} : { named: machine.resolve(workspace, named) }),
      below: env.RUNNER_TEMP || workspace,
    });
    return folder;
  };
}
