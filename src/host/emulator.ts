/** The emulator with the sandbox of this machine. */
import type { EmulatorOptions, RunningEmulator } from "../emulator/serve.js";

/** The address of the API that stands for the emulator inside this process (contracts.md, Command line). */
export const emulatorAddress = "emulator";

/** Starts it; the server and the sandbox are loaded only now. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const [emulator, { nodeSandbox }] = await Promise.all([import("../emulator/serve.js"), import("./node-sandbox.js")]);
  return emulator.startEmulator({ sandbox: nodeSandbox, ...options });
}
