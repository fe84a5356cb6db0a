/** Runs endpoint code in the real Workers runtime, where `miniflare` is installed beside this package. */
import { createRequire } from "node:module";
import { UsageError } from "../errors/errors.js";
import type { Sandbox } from "../simulation/sandbox.js";
import { openChannel } from "./sandbox/channel.js";
import { ProcessEndpoint } from "./sandbox/process.js";
import { realmText } from "./sandbox/realm-text.js";
import { sandboxSession } from "./sandbox/session.js";
import { workerdRunner } from "./sandbox/workerd-runner.js";
import { workerdGate, workerdWorker } from "./sandbox/workerd-worker.js";

/** Two processes with no code in them. */
const ownMemoryMb = 320;
/** Kapso's is not known; a day that every supported workerd knows. */
const compatibilityDate = "2025-09-01";
/** A host that no server can have. */
const parent = "http://parent.invalid/";

/** Throws a UsageError when miniflare is not installed. Nothing of it is loaded into this process. */
export function loadWorkerdSandbox(find: (name: string) => string = createRequire(import.meta.url).resolve): Sandbox {
  const args = ["--no-warnings", "--eval", script(miniflareBy(find))];
  return (code, options) => new ProcessEndpoint({ args, family: true, ownMemoryMb }, code, options);
}

function miniflareBy(find: (name: string) => string): string {
  try {
    return find("miniflare");
  } catch (cause) {
    throw new UsageError("USAGE_NO_WORKERD", "The Workers runtime is not installed.", {
      hint: "Install it with `npm install --save-dev miniflare`, or use the runtime `node`.",
      cause,
    });
  }
}

function script(miniflare: string): string {
  const worker = [
    `makeSession: ${sandboxSession}`,
    `makeRealm: ${realmText()}`,
    'load: () => import("./endpoint.js")',
    'onStray: (note) => addEventListener("unhandledrejection", ({ reason }) => note(reason))',
    `parent: ${JSON.stringify(parent)}`,
  ];
  const main = `export default (${workerdWorker})({ start, ${worker.join(", ")} });`;
  const gate = `export default (${workerdGate})(${JSON.stringify(parent)});`;
  const given = JSON.stringify({ miniflare, worker: main, gate, parent, compatibilityDate });
  return `"use strict";(${workerdRunner})({ ...${given}, load: require, process, channel: ${openChannel} });`;
}
