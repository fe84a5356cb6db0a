/** Pipelines through the real client against the emulator, over HTTP. Waiting takes no time. */
import { onTestFinished } from "vitest";
import { KapsoClient } from "../../../src/client/client.js";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../../../src/emulator/serve.js";
import { nodeSandbox } from "../../../src/host/node-sandbox.js";
import type { RunInput } from "../../../src/pipeline/context.js";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { RunOptions } from "../../../src/pipeline/options.js";
import type { Report } from "../../../src/pipeline/report.js";
import { pipelineNamed } from "../../../src/pipelines/index.js";
import { memoryBackups, memoryLog } from "../../unit/steps/fake-service.js";

interface EmulatorState {
  readonly flows: readonly { readonly name: string; readonly status: string }[];
  readonly messages: readonly { readonly to: string }[];
  readonly requests: readonly { readonly method: string; readonly path: string; readonly status: number }[];
}

/** What a run may be handed besides. */
export type Ports = Pick<RunInput, "lock" | "backups" | "secretValue">;

export interface Service {
  readonly emulator: RunningEmulator;
  run(pipeline: string, targets: readonly FlowTarget[], options?: RunOptions, ports?: Ports): Promise<Report>;
  /** The next request that fits fails so. */
  fault(method: string, path: string, fault: string, times?: number): Promise<void>;
  state(): Promise<EmulatorState>;
}

const immediately = { now: () => Date.now(), sleep: async () => {} };

export async function startService(options: EmulatorOptions = {}): Promise<Service> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  const { url, apiKey } = emulator;
  const client = new KapsoClient({ apiKey, baseUrl: url, clock: immediately });
  let tokens = 0;
  return {
    emulator,
    run: (name, targets, runOptions = {}, ports = {}) =>
      pipelineNamed(name).run({
        targets,
        options: { ...runOptions, secrets: [apiKey] },
        api: client,
        clock: immediately,
        log: memoryLog(),
        randomToken: () => `token-${++tokens}`,
        sandbox: nodeSandbox,
        backups: memoryBackups(),
        ...ports,
      }),
    async fault(method, path, fault, times = 1) {
      const body = JSON.stringify([{ method, path, fault, times }]);
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/__emulator/faults`, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(`The emulator did not take the fault: ${await answer.text()}`);
    },
    state: async () => readState(await (await fetch(`${url}/__emulator/state`)).text()),
  };
}

function readState(text: string): EmulatorState {
  return JSON.parse(text);
}
