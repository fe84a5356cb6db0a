/** Where `wa-flows simulate` runs the code, and what it gives it. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shells } from "../../support/cli.js";
import { root } from "../../support/docs.js";

const shell = shells();

const booking = (name: string): string => readFileSync(join(root, "examples/flows/booking", name), "utf8");
const example = { "flow.json": booking("flow.json"), "endpoint.js": booking("endpoint.js") };
const simulate = ["simulate", "flow.json", "--endpoint", "endpoint.js"];

test("both runtimes print the same, and write the same transcript", async () => {
  shell().put({ ...example, "endpoint.js": example["endpoint.js"].replace("booking, summary:", "booking, sumary:") });
  const node = await shell().run([...simulate, "--transcript", "node.jsonl"]);
  const workerd = await shell().run([...simulate, "--transcript", "workerd.jsonl", "--runtime", "workerd"]);
  expect(node.stdout).toContain("endpoint-field-missing");
  expect(workerd).toEqual(node);
  const [one, other] = ["node", "workerd"].map((name) => readFileSync(join(shell().folder, `${name}.jsonl`), "utf8"));
  expect(other).toBe(one);
});

/** Says in its title what it got from outside. */
const curious = (port: number): string => `async function handler(request, env) {
  const { data_exchange: { action, flow_token } } = await request.json();
  const fetched = await fetch("http://127.0.0.1:${port}/title").then((r) => r.text(), (error) => error.name);
  console.log(await env.KV.get("city"), (await env.KV.get("hours", "json"))?.open, env.KEY, fetched);
  if (action !== "INIT") return end({ flow_token });
  return Response.json({ version: "3.0", screen: "SERVICE", data: {
    services: [{ id: "cut", title: "Haircut" }], min_date: "2026-12-01", max_date: "2026-12-31" } });
}
const end = (params) =>
  Response.json({ version: "3.0", screen: "SUCCESS", data: { extension_message_response: { params } } });
`;

test("the store, secrets and allowed hosts are those of the command line", async () => {
  const server = createServer((_, response) => response.end("from outside"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  shell().put({
    ...example,
    "endpoint.js": curious(port),
    "kv.json": '{"city": "Berlin", "hours": {"open": 9}}',
    "secrets.json": '{"KEY": "fake"}',
  });
  const files = ["--kv", "kv.json", "--secrets", "secrets.json", "--no-scenarios", "--transcript", "log.jsonl"];
  const logged = async (...more: readonly string[]): Promise<unknown> => {
    await shell().run([...simulate, ...files, ...more]);
    const [first = ""] = readFileSync(join(shell().folder, "log.jsonl"), "utf8").split("\n");
    return JSON.parse(first).log[0].text;
  };
  expect(await logged("--allow-fetch", `api.example.com,127.0.0.1:${port}`)).toBe("Berlin 9 fake from outside");
  expect(await logged()).toBe("Berlin 9 fake TypeError");
  server.close();
});

test("what cannot be a host is refused", async () => {
  shell().put(example);
  await shell().say([...simulate, "--allow-fetch", "https://api.example.com"]);
  await shell().say([...simulate, "--allow-fetch", "*"]);
  await shell().say([...simulate, "--runtime", "deno"]);
  shell().expectTranscript("runtimes-refused");
});
