/** Finds and reads the scenarios of a flow. Reading is handed in; nothing here knows files. */
import { FileError } from "../../errors/errors.js";
import { folderOf, joinPath } from "../../text/path.js";
import { loadScenario, scenarioEnding } from "./load.js";
import type { ScenarioFile } from "./run.js";
import { namesOther } from "./scenario.js";

/** Where the scenarios of a flow lie: beside it. */
export function scenariosBeside(flowPath: string): string {
  return joinPath(folderOf(flowPath), `*${scenarioEnding}`);
}

/** Reads scenarios, with the transcripts that they name. */
export async function readScenarios(
  paths: readonly string[],
  read: (path: string) => Promise<string>,
): Promise<readonly ScenarioFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      const file = { path, text: await read(path) };
      const loaded = await loadScenario(file);
      const transcript = loaded.ok ? loaded.scenario.replay?.transcript : undefined;
      if (transcript === undefined) return file;
      try {
        return { ...file, transcript: { path: transcript, text: await read(transcript) } };
      } catch (error) {
        // A finding in the scenario says that it is missing.
        if (error instanceof FileError) return file;
        throw error;
      }
    }),
  );
}

/** Those that are not for another flow or other code; what cannot be read is kept, so that it is reported. */
export async function scenariosFor(
  files: readonly ScenarioFile[],
  flowPath: string,
  endpointPath: string,
): Promise<readonly ScenarioFile[]> {
  const own = await Promise.all(
    files.map(async (file) => {
      const loaded = await loadScenario(file);
      if (!loaded.ok) return true;
      return namesOther(loaded.scenario, flowPath, endpointPath) === undefined;
    }),
  );
  return files.filter((_, at) => own[at]);
}
