/** What a run is handed of this machine. */
import { backupFolder } from "../host/backup-store.js";
import { openLock } from "../host/lock-store.js";
import { randomToken } from "../host/random.js";
import { sandboxWhenUsed } from "../host/sandbox-when-used.js";
import type { RunInput } from "../pipeline/context.js";
import type { Pipeline } from "../pipeline/pipeline.js";
import { lockPlace } from "../pipelines/lock-place.js";
import { secretValues } from "../pipelines/secret-values.js";
import type { FileConfig } from "./config-file.js";
import { usesEmulator } from "./connect.js";
import type { Options } from "./options.js";
import type { Session } from "./session.js";
import { reportFolder } from "./table/flags.js";

type Ports = Pick<RunInput, "clock" | "log" | "randomToken" | "sandbox" | "secretValue" | "lock" | "backups">;

/** The default folder of backups keeps itself out of the repository; one that was named is the business of who named it. */
export async function machinePorts(
  pipeline: Pick<Pipeline, "lock">,
  options: Options,
  config: FileConfig | undefined,
  session: Session,
): Promise<Ports> {
  const lock = await lockOf(pipeline, options, config, session);
  const folder = options.knows("report-dir") ? options.text("report-dir") : undefined;
  return {
    clock: session.clock,
    log: session.log,
    randomToken,
    sandbox: sandboxWhenUsed,
    secretValue: secretValues(session.host.env, config),
    ...(lock === undefined ? {} : { lock }),
    backups: backupFolder({
      root: session.host.cwd,
      folder: folder ?? reportFolder,
      now: session.clock.now(),
      ignored: folder === undefined,
    }),
  };
}

/**
 * Only a list of steps that plans or changes flows has use for it. What the emulator inside this process was given is gone in a moment,
 * so nothing of it is recorded unless a file is named.
 */
async function lockOf(
  pipeline: Pick<Pipeline, "lock">,
  options: Options,
  config: FileConfig | undefined,
  session: Session,
): Promise<RunInput["lock"]> {
  const named = options.knows("lock") ? options.text("lock") : undefined;
  const unwanted = options.knows("no-lock") && options.switch("no-lock");
  if (pipeline.lock === "unused" || unwanted) return undefined;
  if (config === undefined || (named === undefined && usesEmulator(options))) return undefined;
  const { path, environment } = lockPlace(config);
  return openLock({
    root: session.host.cwd,
    path: named ?? path,
    environment,
    toWrite: pipeline.lock === "written",
  });
}
