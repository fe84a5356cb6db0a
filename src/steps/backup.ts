import { UsageError } from "../errors/errors.js";
import type { BackupStore, Context } from "../pipeline/context.js";
import { defineStep } from "../pipeline/step.js";

type BackupContext = Context<"flowPlan", never>;

/** What is overwritten can be put back. Reads it once more, so that nothing is kept that was never there. */
export const backup = defineStep({
  name: "backup",
  summary: "Keeps Flow JSON and endpoint code of the service that an apply overwrites.",
  effect: "read",
  needs: ["flowPlan"],
  gives: [],
  after: ["plan"],
  async run(context) {
    const { flowId, changes } = context.facts.flowPlan;
    const kinds = changes.map((change) => change.kind);
    const overwrites = {
      flowJson: kinds.includes("update-json"),
      // Without lines to compare with, nothing is there yet.
      code: changes.some((change) => change.kind === "set-endpoint" && change.lines !== null),
    };
    const isNew = kinds.includes("create");
    if (flowId === null || isNew || !(overwrites.flowJson || overwrites.code)) return nothingToKeep;
    const saved = [
      ...(overwrites.flowJson ? await saveFlowJson(context, flowId) : []),
      ...(overwrites.code ? await saveCode(context, flowId) : []),
    ];
    for (const { path, command } of saved) context.log.notice(`Kept ${path}. To put it back: ${command}`);
    return saved.length === 0 ? nothingToKeep : { status: "passed", facts: {} };
  },
});

const nothingToKeep = { status: "skipped", facts: {}, reason: "Nothing is overwritten." } as const;

interface Saved {
  readonly path: string;
  readonly command: string;
}

async function saveFlowJson(context: BackupContext, flowId: string): Promise<readonly Saved[]> {
  const latest = await context.api.flows.latestVersion(flowId);
  if (latest === undefined) return [];
  const text = `${JSON.stringify(latest.flow_json, null, 2)}\n`;
  const path = await storeOf(context).save(context.target, "flow.json", text);
  return [{ path, command: `wa-flows flows update-json --flow-id ${flowId} --json-file ${quoted(path)}` }];
}

async function saveCode(context: BackupContext, flowId: string): Promise<readonly Saved[]> {
  const { code } = await context.api.dataEndpoint.get(flowId);
  if (!code) return [];
  const path = await storeOf(context).save(context.target, "endpoint.js", code);
  const deploy = `wa-flows endpoint deploy --flow-id ${flowId}`;
  return [{ path, command: `wa-flows endpoint set --flow-id ${flowId} --code-file ${quoted(path)} && ${deploy}` }];
}

function storeOf({ backups, target }: BackupContext): BackupStore {
  if (backups !== undefined) return backups;
  throw new UsageError("USAGE_NO_BACKUP", `There is nowhere to keep what \`${target}\` has on the service.`, {
    hint: "Hand a backup store to `run` as `backups`: nothing is overwritten without one.",
  });
}

function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
