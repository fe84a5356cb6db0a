/** The machine that the action really runs on. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { backupFolder } from "../host/backup-store.js";
import { makeFolder } from "../host/make-folder.js";
import { nodeClock } from "../host/node-clock.js";
import { nodeFiles } from "../host/node-files.js";
import { randomToken } from "../host/random.js";
import { sandboxWhenUsed } from "../host/sandbox-when-used.js";
import { coreRunner } from "./core-runner.js";
import { connectGitHub } from "./github.js";
import type { Machine } from "./machine.js";

/** The runner, the files and the clock of the machine that the action was started on. */
export function nodeMachine(): Machine {
  return {
    runner: coreRunner(process.env),
    clock: nodeClock,
    randomToken,
    sandbox: sandboxWhenUsed,
    signal: cancellation(),
    files: (folder) => nodeFiles(resolve(folder)),
    resolve,
    relativePath: (from, to) => relative(resolve(from), resolve(to)).split(sep).join("/"),
    makeFolder: async ({ named, below }) => {
      if (named !== undefined) {
        await makeFolder(named);
        return resolve(named);
      }
      await makeFolder(below);
      return mkdtemp(join(resolve(below), "whatsapp-flows-ci-"));
    },
    write: async (folder, name, text) => {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    },
    openLock: async (choice) => (await import("../host/lock-store.js")).openLock(choice),
    openBackups: (folder) => backupFolder({ root: "/", folder, now: nodeClock.now(), ignored: false }),
    connectGitHub,
  };
}

/**
 * GitHub cancels with SIGINT, then SIGTERM after 7.5 seconds, then by force 2.5 seconds later (GitHub docs: Canceling a
 * workflow, 2025-11). Listening leaves that time for ending the request in flight and for the report.
 */
function cancellation(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => controller.abort(new Error(`The workflow was cancelled (${name}).`)));
  }
  return controller.signal;
}
