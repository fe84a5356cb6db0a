import { CONFIG_FILE } from "../../config/config.js";
import { compareText } from "../../diagnostic/order.js";
import { FileError } from "../../errors/errors.js";
import { writeProjectFile } from "../../host/project-file.js";
import type { FileSource } from "../../pipeline/context.js";
import { counted } from "../../text/counted.js";
import { fileNameOf } from "../../text/path.js";
import { quotedList } from "../../text/quoted.js";
import { tool } from "../../tool.js";
import { connected, usesEmulator } from "../connect.js";
import { type FoundFlow, findFlows, isFlowName } from "../init/found-flows.js";
import type { FoundNumber } from "../init/remote-account.js";
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
  const found = await findFlows(files, host.cwd.split(/[\\/]/).findLast((part) => part !== "") ?? "flow");
  const settings = options.switch("vscode") ? await settingsChange(files, found) : undefined;
  const kept = !options.switch("force") && (await exists(files, CONFIG_FILE));
  if (kept && settings === undefined) {
    throw new FileError("FILE_EXISTS", `\`${CONFIG_FILE}\` is there already.`, {
      hint: "Edit it, or write it anew with `--force`, which drops what is in it.",
    });
  }
  const numbers = kept ? [] : await numbersOf(options, session);
  const flows = found.length === 0 ? remoteOnly(numbers) : found;
  const config: Change = {
    path: CONFIG_FILE,
    text: starterConfig(flows, numbers),
    replace: options.switch("force"),
    same: false,
    done: contents(found, flows, numbers),
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
      environments: numbers.map(({ environment, phoneNumberId }) => ({
        name: environment,
        phone_number_id: phoneNumberId,
      })),
    },
    text: [
      ...changes.map(({ path, done }) => `Wrote \`${path}\`: ${done}.`),
      ...unchanged.map((path) => `Kept \`${path}\` as it is.`),
      "",
      "Next:",
      ...(await nextSteps({ found, flows, numbers, vscode: settings !== undefined }, files)).map((step) => `- ${step}`),
      "",
    ].join("\n"),
  };
}

/** What the account has, if there is a key. A failure is told: a config without environments would look complete. */
async function numbersOf(options: Options, session: Session): Promise<readonly FoundNumber[]> {
  if (options.switch("offline") || options.text("api-key") === undefined || usesEmulator(options)) return [];
  session.log.info("Asking the service for numbers and flows; `--offline` leaves that out.");
  const { readAccount } = await import("../init/remote-account.js");
  return connected(options, session, ({ client }) => readAccount(client));
}

/** Flows that are only on the service, where `pull` puts them. */
function remoteOnly(numbers: readonly FoundNumber[]): readonly FoundFlow[] {
  const remote = new Map(numbers.flatMap((number) => number.flows.map((flow) => [flow.name, flow])));
  return [...remote.values()]
    .sort((a, b) => compareText(a.name, b.name))
    .map(({ name, hasEndpoint }) => {
      const folder = `flows/${fileNameOf(name)}`;
      const endpoint = hasEndpoint ? `${folder}/endpoint.js` : undefined;
      return { name, json: `${folder}/flow.json`, endpoint, dynamic: hasEndpoint };
    });
}

function contents(found: readonly FoundFlow[], flows: readonly FoundFlow[], numbers: readonly FoundNumber[]): string {
  const where = numbers.length === 0 ? "" : `, ${counted(numbers.length, "environment")}`;
  if (found.length > 0) return `${counted(found.length, "flow")}${where}`;
  if (flows.length > 0) return `${counted(flows.length, "flow")} of the account${where}`;
  return `no flow was found, so it is a sample${where}`;
}

interface Findings {
  /** In the repository. */
  readonly found: readonly FoundFlow[];
  /** In the config. */
  readonly flows: readonly FoundFlow[];
  readonly numbers: readonly FoundNumber[];
  readonly vscode: boolean;
}

async function nextSteps({ found, flows, numbers, vscode }: Findings, files: FileSource): Promise<string[]> {
  const [number] = numbers;
  const environment = numbers.length === 1 || number === undefined ? "" : ` --environment ${number.environment}`;
  const names = new Set(found.map(({ name }) => name));
  const others = new Set(
    numbers.flatMap((one) => one.flows.map(({ name }) => name)).filter((name) => !names.has(name)),
  );
  const steps: string[] = [];
  if (flows.length === 0) steps.push(`name your flows in \`${CONFIG_FILE}\``);
  else if (found.length === 0) steps.push(`\`wa-flows pull${environment}\` fetches the flows of the account`);
  else steps.push("`wa-flows validate` checks the flows");
  if (found.length > 0 && others.size > 0) {
    const is = others.size === 1 ? "is" : "are";
    steps.push(
      `${counted(others.size, "flow")} of the account ${is} not here (${quotedList([...others].slice(0, 5))}${others.size > 5 ? ", …" : ""}): \`wa-flows pull${environment} --name NAME\` fetches one`,
    );
  }
  steps.push(
    number === undefined
      ? `fill in \`environments\` in \`${CONFIG_FILE}\`, and set \`KAPSO_API_KEY\`, before flows go to the service`
      : `\`wa-flows plan${environment}\` shows what \`wa-flows apply${environment}\` would change on the service`,
  );
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
