/** Runs endpoint code in a process of its own. What the process may do, and why: docs/simulation.md. */
import type { Sandbox } from "../simulation/sandbox.js";
import { openChannel } from "./sandbox/channel.js";
import { nodeRunner } from "./sandbox/node-runner.js";
import { ProcessEndpoint } from "./sandbox/process.js";
import { realmText } from "./sandbox/realm-text.js";
import { sandboxSession } from "./sandbox/session.js";

/** What a process with no code in it takes beside its heap. */
const ownMemoryMb = 160;

/** The sandbox of this machine. */
export const nodeSandbox: Sandbox = (code, options) => {
  const args = [...sandboxFlags(options.memoryLimitMb), "--eval", script()];
  return new ProcessEndpoint({ args, family: false, ownMemoryMb }, code, options);
};

function script(): string {
  const parts = [`channel: ${openChannel}`, `makeSession: ${sandboxSession}`, `realm: ${JSON.stringify(realmText())}`];
  return `"use strict";(${nodeRunner})({ load: require, process, ${parts.join(", ")} });`;
}

/** What Node is told, so that the process can do nothing but compute. */
export function sandboxFlags(memoryLimitMb: number): readonly string[] {
  // Node 20 has the permission model under its first name.
  const permission = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  return [
    permission,
    "--disallow-code-generation-from-strings",
    "--frozen-intrinsics",
    "--no-addons",
    "--no-warnings",
    `--max-old-space-size=${memoryLimitMb}`,
  ];
}
