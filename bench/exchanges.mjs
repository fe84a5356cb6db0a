// Measures data exchanges after start-up: in the sandbox, beside the same handler in a plain process of Node over the same
// kind of pipe. The peer does what any way of keeping the code out of this process has to do, and nothing more: a line of
// JSON there, a Request, the handler, a Response, a line of JSON back. What the sandbox adds is the rest.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const WARM_UP = 300;
const CALLS = 1000;
const ROUNDS = 9;
const SIMULATIONS = 9;

/** Calls a second of both, and exchanges a second of whole simulations with all their checks. */
export async function exchangeRates(root) {
  const folder = join(root, "examples", "flows", "booking");
  const code = readFileSync(join(folder, "endpoint.js"), "utf8");
  const { nodeSandbox } = await import(join(root, "lib", "host", "node-sandbox.js"));
  const { simulate } = await import(join(root, "lib", "simulation", "simulate.js"));
  const now = Date.UTC(2026, 10, 22);
  const body = JSON.stringify({ data_exchange: { version: "3.0", action: "INIT", flow_token: "measured" } });

  const endpoint = nodeSandbox(code, { secrets: {}, timeLimitMs: 10_000, memoryLimitMb: 128 });
  const plain = plainProcess(code);
  const flow = { path: "flow.json", text: readFileSync(join(folder, "flow.json"), "utf8") };
  const started = () => ({ call: (call) => endpoint.call(call), close: async () => {} });
  try {
    const ours = () => endpoint.call({ body, kv: {}, now, seed: 1 });
    const theirs = () => plain.call({ body });
    const [inSandbox, inPlain] = await rates([ours, theirs]);
    const simulations = [];
    for (let i = 0; i < SIMULATIONS; i++) {
      const start = performance.now();
      const { exchanges } = await simulate({
        flow,
        endpoint: { path: "endpoint.js", text: code },
        sandbox: started,
        now,
      });
      simulations.push((exchanges.length / (performance.now() - start)) * 1000);
    }
    return { inSandbox, inPlain, inSimulations: median(simulations) };
  } finally {
    await endpoint.close();
    plain.close();
  }
}

/** Medians of calls a second, measured in turns. */
async function rates(calls) {
  const found = calls.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, call] of calls.entries()) {
      const count = round === 0 ? WARM_UP : CALLS;
      const start = performance.now();
      for (let n = 0; n < count; n++) {
        const { status } = await call();
        if (status !== 200) throw new Error("The example does not answer any more.");
      }
      if (round > 0) found[i].push((count / (performance.now() - start)) * 1000);
    }
  }
  return found.map(median);
}

function plainProcess(code) {
  const script = `${code}
    const stored = new Map();
    const KV = { get: async (key) => stored.get(key) ?? null, put: async (key, value) => void stored.set(key, value) };
    let pending = "";
    process.stdin.setEncoding("utf8").on("data", async (text) => {
      pending += text;
      for (let at = pending.indexOf("\\n"); at !== -1; at = pending.indexOf("\\n")) {
        const { body } = JSON.parse(pending.slice(0, at));
        pending = pending.slice(at + 1);
        const response = await handler(new Request("https://function.example/", { method: "POST", body }), { KV });
        process.stdout.write(JSON.stringify({ status: response.status, text: await response.text() }) + "\\n");
      }
    });`;
  const child = spawn(process.execPath, ["--eval", script], { stdio: ["pipe", "pipe", "inherit"] });
  let receive = () => {};
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    said += text;
    for (let at = said.indexOf("\n"); at !== -1; at = said.indexOf("\n")) {
      receive(JSON.parse(said.slice(0, at)));
      said = said.slice(at + 1);
    }
  });
  return {
    call: (line) =>
      new Promise((resolve) => {
        receive = resolve;
        child.stdin.write(`${JSON.stringify(line)}\n`);
      }),
    close: () => child.kill(),
  };
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
