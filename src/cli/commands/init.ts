import { CONFIG_FILE } from "../../config/config.js";
import { FileError } from "../../errors/errors.js";
import { writeProjectFile } from "../../host/project-file.js";
import type { FileSource } from "../../pipeline/context.js";
import { counted } from "../../text/counted.js";
import { tool } from "../../tool.js";
import { type FoundFlow, findFlows, isFlowName } from "../init/found-flows.js";
import { starterConfig } from "../init/starter-config.js";
import { flowSchemaUrl, withFlowSchema } from "../init/vscode-settings.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

const SETTINGS = ".vscode/settings.json";

/** What is to become of one file. */
interface Change {
  readonly path: string;
  readonly text: string;
  /** Whether a file that is there may be replaced. */
  readonly replace: boolean;
  /** Nothing is to be changed in it. */
  readonly same: boolean;
  /** What was done, behind the path. */
  readonly done: string;
}

export async function init(options: Options, session: Session): Promise<Result> {
  const { files, host } = session;
  const flows = await findFlows(files, host.cwd.split(/[\\/]/).findLast((part) => part !== "") ?? "flow");
  const settings = options.switch("vscode") ? await settingsChange(files, flows) : undefined;
  const kept = !options.switch("force") && (await exists(files, CONFIG_FILE));
  if (kept && settings === undefined) {
    throw new FileError("FILE_EXISTS", `\`${CONFIG_FILE}\` is there already.`, {
      hint: "Edit it, or write it anew with `--force`, which drops what is in it.",
    });
  }
  const config: Change = {
    path: CONFIG_FILE,
    text: starterConfig(flows),
    replace: options.switch("force"),
    same: false,
    done: flows.length === 0 ? "no flow was found, so it is a sample" : counted(flows.length, "flow"),
  };
  // Everything that can be refused has been; what is written now is written whole.
  const wanted = [...(kept ? [] : [config]), ...(settings === undefined ? [] : [settings])];
  const changes = wanted.filter((change) => !change.same);
  const unchanged = [...(kept ? [CONFIG_FILE] : []), ...wanted.filter(({ same }) => same).map(({ path }) => path)];
  for (const { path, text, replace } of changes) await writeProjectFile(host.cwd, path, text, replace);
  return {
    kind: "data",
    data: {
      written: changes.map(({ path }) => path),
      kept: unchanged,
      flows: flows.map(({ name, json, endpoint }) => ({ name, json, endpoint: endpoint ?? null })),
    },
    text: [
      ...changes.map(({ path, done }) => `Wrote \`${path}\`: ${done}.`),
      ...unchanged.map((path) => `Kept \`${path}\` as it is.`),
      "",
      "Next:",
      ...(await nextSteps(flows, settings !== undefined, files)).map((step) => `- ${step}`),
      "",
    ].join("\n"),
  };
}

async function nextSteps(flows: readonly FoundFlow[], vscode: boolean, files: FileSource): Promise<string[]> {
  const steps = [
    flows.length === 0 ? `name your flows in \`${CONFIG_FILE}\`` : "`wa-flows validate` checks the flows",
    `fill in \`environments\` in \`${CONFIG_FILE}\`, and set \`KAPSO_API_KEY\`, before flows go to the service`,
  ];
  if (!vscode) return [...steps, "`wa-flows init --vscode` tells VS Code of the schemas"];
  if (await exists(files, flowSchemaUrl.slice(2))) return steps;
  return [...steps, `\`npm install --save-dev ${tool.name}\`, so that VS Code finds the schemas`];
}

async function settingsChange(files: FileSource, flows: readonly FoundFlow[]): Promise<Change> {
  const before = (await exists(files, SETTINGS)) ? await files.read(SETTINGS) : undefined;
  const fileMatch = [
    "*.flow.json",
    "flow.json",
    ...flows.flatMap(({ json }) => (isFlowName(json) ? [] : [`/${json}`])),
  ];
  const merged = withFlowSchema(before, fileMatch);
  if (!merged.ok) {
    throw new FileError("FILE_UNREADABLE", `\`${SETTINGS}\` ${merged.reason}`.replace(/\.?$/, "."), {
      hint: "Repair it, then run the command again. Nothing was written.",
    });
  }
  return {
    path: SETTINGS,
    text: merged.text,
    replace: true,
    same: merged.text === before,
    done: "Flow JSON is mapped to its schemas",
  };
}

async function exists(files: FileSource, path: string): Promise<boolean> {
  try {
    await files.read(path);
    return true;
  } catch (error) {
    if (error instanceof FileError && error.code === "FILE_NOT_FOUND") return false;
    throw error;
  }
}
