/** The sandbox of this machine, for those that start without knowing whether code is to run. */
import type { RunningEndpoint, Sandbox } from "../simulation/sandbox.js";

/** Loads the sandbox at the first call: most runs make none, and it brings in processes and sockets. */
export const sandboxWhenUsed: Sandbox = (code, options) => {
  let endpoint: Promise<RunningEndpoint> | undefined;
  const started = (): Promise<RunningEndpoint> => {
    endpoint ??= import("./node-sandbox.js").then(({ nodeSandbox }) => nodeSandbox(code, options));
    return endpoint;
  };
  return {
    call: async (call) => (await started()).call(call),
    close: async () => (await endpoint)?.close(),
  };
};
