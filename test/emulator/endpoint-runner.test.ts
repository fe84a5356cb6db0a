import { describe, expect, it } from "vitest";
import { EndpointRunner } from "../../src/emulator/endpoint-runner.js";
import type { FunctionRecord } from "../../src/emulator/store.js";
import type { SandboxOptions, SandboxOutcome } from "../../src/simulation/sandbox.js";

/** A sandbox whose calls end when the test says so; it counts in `env.KV`. */
function fakeSandbox() {
  const started: { readonly code: string; readonly options: SandboxOptions }[] = [];
  const pending: (() => void)[] = [];
  let open = 0;
  let most = 0;
  return {
    started,
    pending,
    counts: () => ({ open, most }),
    sandbox: (code: string, options: SandboxOptions) => {
      started.push({ code, options });
      open += 1;
      most = Math.max(most, open);
      return {
        call: ({ kv }: { readonly kv: FunctionRecord["kv"] }) =>
          new Promise<SandboxOutcome>((resolve) => {
            const count = Number(kv.count?.[0] ?? 0) + 1;
            const ended = {
              durationMs: 1,
              log: [],
              logCut: false,
              refused: [],
              kv: { count: [`${count}`, null] as const },
            };
            pending.push(() => resolve({ kind: "answered", status: 200, body: "{}", at: null, ...ended }));
          }),
        close: async () => {
          open -= 1;
        },
      };
    },
  };
}

const limits = { sandboxesAtOnce: 2, exchangeTimeMs: 15_000, functionMemoryMb: 128 };
const call = { body: "{}", now: 0, seed: 1 };

function deployed(id: string, code = "code"): FunctionRecord {
  return {
    sequence: 1,
    id,
    name: id,
    slug: id,
    description: null,
    code,
    version: 1,
    deployedCode: code,
    lastDeployedAt: 0,
    failed: false,
    deployingUntil: null,
    functionType: "cloudflare_worker",
    runtimeConfig: {},
    invokeResponseMode: "passthrough",
    publicEndpoint: false,
    secrets: [],
    kv: {},
    createdAt: 0,
    updatedAt: 0,
  };
}

/** Lets everything happen that can happen without an answer of the sandbox. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Answers whatever is asked until nothing is. */
async function answerAll(pending: (() => void)[]): Promise<void> {
  for (await settle(); pending.length > 0; await settle()) for (const answer of pending.splice(0)) answer();
}

describe("deployed code", () => {
  it("is started once, and again after a deployment or a new secret", async () => {
    const { sandbox, started, pending } = fakeSandbox();
    const runner = new EndpointRunner(sandbox, limits);
    const record = deployed("a");
    const ask = async () => {
      const answered = runner.call(record, call);
      await answerAll(pending);
      await answered;
    };
    await ask();
    await ask();
    expect(started).toHaveLength(1);
    record.secrets = [{ name: "TOKEN", type: "secret_text", value: "x" }];
    await ask();
    record.deployedCode = "new code";
    record.secrets = [];
    await ask();
    expect(started.map(({ code, options }) => [code, options.secrets])).toEqual([
      ["code", {}],
      ["code", { TOKEN: "x" }],
      ["new code", {}],
    ]);
  });

  it("of one function is called one after the other, each with what the last left in env.KV", async () => {
    const { sandbox, pending } = fakeSandbox();
    const runner = new EndpointRunner(sandbox, limits);
    const record = deployed("a");
    const asked = [runner.call(record, call), runner.call(record, call), runner.call(record, call)];
    await settle();
    expect(pending).toHaveLength(1);
    await answerAll(pending);
    await Promise.all(asked);
    expect(record.kv).toEqual({ count: ["3", null] });
  });

  it("of many functions runs a few at a time; the one that rested longest makes room", async () => {
    const { sandbox, pending, counts, started } = fakeSandbox();
    const runner = new EndpointRunner(sandbox, limits);
    const asked = ["a", "b", "c", "d", "a"].map((id) => runner.call(deployed(id, id), call));
    await settle();
    expect(pending).toHaveLength(2);
    await answerAll(pending);
    await Promise.all(asked);
    expect(counts()).toEqual({ open: 2, most: 2 });
    expect(started.map(({ code }) => code).sort()).toEqual(["a", "a", "b", "c", "d"]);
  });

  it("is ended by close", async () => {
    const { sandbox, pending, counts } = fakeSandbox();
    const runner = new EndpointRunner(sandbox, limits);
    const asked = runner.call(deployed("a"), call);
    await answerAll(pending);
    await asked;
    await runner.close();
    expect(counts().open).toBe(0);
  });
});
