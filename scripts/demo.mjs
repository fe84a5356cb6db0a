// `npm run demo`: the whole life of two flows on the embedded emulator, then one broken flow.
// Uses the package as a user of the library would, and writes what a pull request would show to demo-output/.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { textLogger } from "../lib/host/logger.js";
import { nodeClock } from "../lib/host/node-clock.js";
import { randomToken } from "../lib/host/random.js";
import { KapsoClient, nodeSandbox, parseFlow, pipeline, presets, startEmulator, steps } from "../lib/index.js";
import { screenGraph } from "../lib/preview/screen-graph.js";
import { renderPretty } from "../lib/render/pretty.js";
import { renderSummary } from "../lib/render/summary.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "demo-output");
const color = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
// `npm run demo | head` closes the pipe early; that is no mistake.
process.stdout.on("error", () => process.exit(0));
const say = (text = "") => process.stdout.write(`${text}\n`);
const title = (text) => say(`\n${color ? `\u001b[1m${text}\u001b[0m` : text}`);
const read = (path) => ({ path, text: readFileSync(join(root, path), "utf8") });

const emulator = await startEmulator();
const api = new KapsoClient({ apiKey: emulator.apiKey, baseUrl: emulator.url });
const ports = {
  api,
  clock: nodeClock,
  log: textLogger({ write: (text) => process.stdout.write(`  ${text}`), debug: false }),
  randomToken,
  sandbox: nodeSandbox,
};
const targets = [
  {
    name: "sign-up",
    flowName: "Sign up",
    flowJson: read("examples/flows/sign-up/flow.json"),
    phoneNumberId: emulator.phoneNumberId,
    categories: ["SIGN_UP"],
  },
  {
    name: "booking",
    flowName: "Book an appointment",
    flowJson: read("examples/flows/booking/flow.json"),
    endpointCode: read("examples/flows/booking/endpoint.js"),
    phoneNumberId: emulator.phoneNumberId,
    categories: ["APPOINTMENT_BOOKING"],
  },
];

/** Runs a pipeline, keeps its report and comment on disk, and says how it went. */
async function run(name, pipelineToRun, input) {
  const report = await pipelineToRun.run({ ...ports, ...input });
  mkdirSync(out, { recursive: true });
  const files = { report: join(out, `${name}.report.json`), comment: join(out, `${name}.comment.md`) };
  writeFileSync(files.report, `${JSON.stringify(report, null, 2)}\n`);
  const sources = new Map(input.targets.flatMap(({ flowJson }) => (flowJson ? [[flowJson.path, flowJson.text]] : [])));
  const graphs = new Map([...sources].map(([path, text]) => [path, screenGraph(parseFlow(text, { today: "" }).flow)]));
  writeFileSync(files.comment, `${renderSummary(report, { key: "demo", sources, graphs })}\n`);
  written.push(files);
  return report;
}
const written = [];

try {
  say(`The Kapso API, imitated at ${emulator.url}: no account, no key, no other network.`);

  title("1. A first draft of both flows");
  const draft = ({ flowJson, ...target }) => ({
    ...target,
    flowJson: { ...flowJson, text: flowJson.text.replace('"Continue"', '"Next"') },
  });
  await run("draft", pipeline([steps.validate, steps.create]), { targets: targets.map(draft) });

  title("2. Release: update, encryption, endpoint, deploy, register, publish");
  const released = await run("release", presets.release, { targets });
  if (released.conclusion !== "success") throw new Error("The release did not succeed.");

  title("3. The same again: nothing is left to do");
  const again = await run("release-again", presets.release, { targets });
  if (again.writes.length > 0) throw new Error("A second release wrote something.");

  title("4. Test messages to two QA numbers");
  const sent = await run("qa", pipeline([steps.sendTest]), {
    targets: released.flows.map((flow) => ({
      name: flow.name,
      flowId: flow.flowId,
      phoneNumberId: emulator.phoneNumberId,
      flowJson: targets.find((target) => target.name === flow.name).flowJson,
    })),
    options: { send: { recipients: ["+15550100", "+15550101"], bodyText: "Please try this flow.", flowCta: "Open" } },
  });
  if (sent.conclusion !== "success") throw new Error("The test messages were not sent.");

  title("5. What exists now");
  for (const flow of sent.flows) {
    const known = released.flows.find((other) => other.name === flow.name);
    const endpoint = known.endpointRegistered ? "data endpoint deployed and registered" : "static";
    say(`  ${flow.name.padEnd(9)} ${known.status.padEnd(10)} ${known.flowId}  ${endpoint}`);
    for (const message of flow.messages) say(`            sent to ${message.recipient}: ${message.messageId}`);
  }

  title("6. A pull request with a broken flow");
  const broken = read("examples/flows/broken/flow.json");
  const refused = await run("broken", presets["pull-request"], { targets: [{ name: "broken", flowJson: broken }] });
  say();
  say(renderPretty({ files: refused.files, sources: new Map([[broken.path, broken.text]]), color }));

  title("Left on disk, as a pull request would show it");
  for (const { comment, report } of written) say(`  ${relative(root, comment)}  ${relative(root, report)}`);
} finally {
  await emulator.close();
}
