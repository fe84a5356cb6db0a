import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadScenario } from "../../../../src/simulation/scenario/load.js";
import { scenarioSchema } from "../../../../src/simulation/scenario/schema.js";
import { root } from "../../../support/docs.js";

// `format` is for editors; the loader tries the regular expression itself.
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, validateFormats: false });
const validate = ajv.compile(scenarioSchema());

const examples = ["book", "full", "back"].map((name): readonly [string, boolean] => [
  readFileSync(join(root, "examples/flows/booking", `${name}.scenario.yml`), "utf8"),
  true,
]);

describe("the schema and the loader agree on", () => {
  test.each<readonly [string, boolean]>([
    ...examples,
    ["name: A", false],
    ["steps: [{}]", false],
    ["name: A\nsteps: [{}]", true],
    ["name: A\nreplay: a.jsonl", true],
    ["name: A\nreplay: { transcript: a.jsonl, ignore: [data.a] }", true],
    ["name: A\nreplay: { ignore: [data.a] }", false],
    ["name: A\nopen: INIT\nsteps: [{}]", true],
    ["name: A\nopen: { screen: A, data: { a: [1] } }\nsteps: [{}]", true],
    ["name: A\nopen: { data: {} }\nsteps: [{}]", false],
    ["name: A\nseed: 1.5\nsteps: [{}]", false],
    ["name: A\nseed: -1\nsteps: [{}]", false],
    ["name: A\nnow: yesterday\nsteps: [{}]", false],
    ["name: A\nsteps: []", false],
    ["name: A\nsteps: [{ taps: A }]", false],
    ["name: A\nsteps: [{ tap: 1 }]", false],
    ["name: A\nsteps: [{ fill: [a] }]", false],
    ["name: A\nsteps: [{ expect: { visible: [] } }]", false],
    ["name: A\nsteps: [{ expect: { exchanges: 0, kv: { a: $absent } } }]", true],
    ["name: A\nsteps: [{ expect: { data: { $length: 2, $type: list } } }]", true],
    ["name: A\nsteps: [{ expect: { data: { $length: two } } }]", false],
    ["name: A\nsteps: [{ expect: { data: { $lenght: 2 } } }]", false],
    ["name: A\nsteps: [{ expect: { data: { $length: 2, a: 1 } } }]", false],
  ])("%s", async (text, good) => {
    expect({ schema: validate(parse(text)), loader: (await loadScenario({ path: "a.yml", text })).ok }).toEqual({
      schema: good,
      loader: good,
    });
  });
});

test("schemas/scenario.schema.json is that schema (`node scripts/generate-schemas.mjs` writes it)", () => {
  const written = readFileSync(join(root, "schemas/scenario.schema.json"), "utf8");
  expect(JSON.parse(written)).toEqual(scenarioSchema());
});
