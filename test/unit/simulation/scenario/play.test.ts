/** What steps do on the phone, and what they expect. */
import { describe, expect, test } from "vitest";
import { complete, exchange, findings, footer, type Handler, type Json, navigate, play, screen, text } from "./play.js";

/** One screen that asks, one that ends. */
const asking: Json = {
  data_api_version: "4.0",
  routing_model: { ASK: ["END"], END: [] },
  screens: [
    screen(
      "ASK",
      [
        { type: "TextInput", name: "who", label: "Who", required: true, "init-value": "${data.who}" },
        { type: "TextInput", name: "note", label: "Note", required: false },
        footer(exchange({ who: "${form.who}", note: "${form.note}" }), "Send"),
      ],
      { data: { who: text } },
    ),
    screen("END", [{ type: "TextBody", text: "${data.said}" }, footer(complete({ said: "${data.said}" }))], {
      terminal: true,
      data: { said: text },
      refresh_on_back: true,
    }),
  ],
};

const echo: Handler = ({ action, data }, { kv }) => {
  if (action !== "data_exchange") return { screen: "ASK", data: { who: "" } };
  const { who } = Object(data);
  if (who === "nobody") return { screen: "ASK", data: { who: "", error_message: "Who is that?" } };
  return { screen: "END", data: { said: `Hello ${who}` }, kv: { ...kv, last: [JSON.stringify({ who }), null] } };
};

const whole = `
steps:
  - expect: { screen: ASK, data: { who: "" }, exchanges: 1 }
  - name: Say who
    fill: { who: Kim }
    tap: Send
    expect:
      screen: END
      data: { said: Hello Kim }
      error: $absent
      request: { action: data_exchange, screen: ASK, data: { who: Kim, note: "" } }
      visible: [Hello, Title of END, Go]
      not-visible: [Who]
      exchanges: 1
      kv: { last: { who: Kim }, other: $absent }
      completion: $absent
  - submit: true
    expect: { completion: { said: Hello Kim }, exchanges: 0 }
`;

test("a scenario that is met has no findings, and counts for coverage and completions", async () => {
  const simulation = await play(asking, echo, [whole]);
  expect(findings(simulation)).toEqual([]);
  const [result] = simulation.scenarios;
  expect(result?.status).toBe("passed");
  expect(result?.steps.map(({ status, screen: at, exchanges }) => [status, at, exchanges])).toEqual([
    ["passed", "ASK", [1]],
    ["passed", "END", [2]],
    ["passed", null, []],
  ]);
  expect(simulation.coverage.percent).toBe(100);
  expect(simulation.exchanges.map(({ purpose }) => purpose)).toEqual(["scenario", "scenario"]);
  expect(simulation.completions).toEqual([
    { screen: "END", by: "complete", payload: { flow_token: "simulated-flow-token", said: "Hello Kim" } },
  ]);
});

test("each expectation that is not met is a finding at its place; the steps after it are skipped", async () => {
  const simulation = await play(asking, echo, [
    `
steps:
  - name: Say who
    fill: { who: Kim }
    tap: Send
    expect:
      screen: ASK
      data: { said: Bye Kim }
      error: { $pattern: "^Who" }
      request: { data: { who: Jo } }
      visible: [Bye]
      not-visible: [Hello]
      exchanges: 2
      kv: { last: { who: Jo } }
      completion: { said: $any }
      values: { who: Kim }
  - back: true
`,
  ]);
  const who = "Step 1 (Say who) on screen `END`: ";
  expect(findings(simulation)).toEqual([
    `8:15 scenario-expectation: ${who}Expected \`screen\` to be \`"ASK"\`, found \`"END"\`.`,
    `9:21 scenario-expectation: ${who}Expected \`data.said\` to be \`"Bye Kim"\`, found \`"Hello Kim"\`.`,
    `10:26 scenario-expectation: ${who}Expected \`error\` to be a text that matches \`^Who\`, found nothing.`,
    `11:31 scenario-expectation: ${who}Expected \`request.data.who\` to be \`"Jo"\`, found \`"Kim"\`.`,
    `12:17 scenario-expectation: ${who}Expected \`"Bye"\` to be shown; the screen shows \`Title of END\`, \`Hello Kim\`, \`Go\`.`,
    `13:21 scenario-expectation: ${who}Expected \`"Hello"\` not to be shown, and it is.`,
    `14:18 scenario-expectation: ${who}Expected \`exchanges\` to be \`2\`, found \`1\`.`,
    `15:26 scenario-expectation: ${who}Expected \`kv["last"].who\` to be \`"Jo"\`, found \`"Kim"\`.`,
    `16:19 scenario-expectation: ${who}Expected \`completion\` to be \`{"said":"$any"}\`, found nothing.`,
    `17:22 scenario-expectation: ${who}Expected \`values.who\` to be \`"Kim"\`, found nothing.`,
  ]);
  expect(simulation.scenarios[0]?.steps.map(({ status }) => status)).toEqual(["failed", "skipped"]);
  expect(simulation.files.at(-1)?.diagnostics[0]?.related).toEqual([
    {
      message: "The answer before it was made here.",
      path: "endpoint.js",
      pointer: null,
      range: { start: { line: 3, column: 5 }, end: { line: 3, column: 6 } },
    },
  ]);
});

test("nothing is filled that no step fills", async () => {
  const simulation = await play(asking, echo, ["steps: [{ tap: Send }]"]);
  expect(findings(simulation)).toEqual([
    "2:16 scenario-step: Step 1 on screen `ASK`: The phone does not send the screen: `who` is required and empty.",
  ]);
});

test("an initial value is there until it is changed", async () => {
  const handler: Handler = (asked, call) =>
    asked.action === "INIT" ? { screen: "ASK", data: { who: "Jo" } } : echo(asked, call);
  const simulation = await play(asking, handler, [
    `
steps:
  - expect: { values: { who: Jo } }
  - submit: true
    expect: { data: { said: Hello Jo } }
`,
    "steps: [{ fill: { who: null }, tap: Send }]",
  ]);
  expect(findings(simulation)).toEqual([
    "2:37 scenario-step: Step 1 on screen `ASK`: The phone does not send the screen: `who` is required and empty.",
  ]);
});

test("an error keeps the screen and what was entered", async () => {
  const simulation = await play(asking, echo, [
    `
steps:
  - fill: { who: nobody, note: Hi }
    submit: true
    expect: { screen: ASK, error: { $contains: Who }, values: { who: nobody, note: Hi } }
  - fill: { who: Kim }
    submit: true
    expect: { screen: END, error: $absent }
`,
  ]);
  expect(findings(simulation)).toEqual([]);
});

describe("back", () => {
  test("asks where the screen wants it, and finds what was entered before", async () => {
    const simulation = await play(asking, echo, [
      `
steps:
  - fill: { who: Kim }
    submit: true
  - back: true
    expect: { screen: ASK, request: { action: BACK, screen: END }, values: { who: Kim } }
`,
    ]);
    expect(findings(simulation)).toEqual([]);
  });

  test("asks nothing elsewhere, and a screen that was left backwards begins anew", async () => {
    const flow = {
      screens: [
        screen("A", [footer(navigate("B"))]),
        screen("B", [{ type: "TextInput", name: "x", label: "X" }, footer(complete({ x: "${form.x}" }))], {
          terminal: true,
        }),
      ],
    };
    const steps = `
steps:
  - tap: Go
  - fill: { x: "1" }
    expect: { values: { x: "1" } }
  - back: true
    expect: { screen: A, exchanges: 0 }
  - tap: Go
    expect: { screen: B, values: { x: $absent } }
`;
    expect(findings(await play(flow, () => ({}), [steps]))).toEqual([]);
  });

  test("has nowhere to go on the first screen", async () => {
    expect(findings(await play(asking, echo, ["steps: [{ back: true }]"]))).toEqual([
      "2:17 scenario-step: Step 1 on screen `ASK`: Nothing is behind screen `ASK`, so that `back` would close the flow.",
    ]);
  });
});

describe("a step that cannot be done", () => {
  test.each([
    ["an unknown input", "fill: { hwo: Kim }", "3:13", "Screen `ASK` has no input `hwo`. Did you mean `who`?"],
    [
      "an unknown button",
      "tap: Sent",
      "3:10",
      "Nothing on screen `ASK` that can be tapped is called `Sent`; there is `Send`. Did you mean `Send`?",
    ],
    ["a choice that runs nothing", "select: { note: Hi }", "3:21", "Choosing in `note` runs no action; use `fill`."],
  ])("%s", async (_, step, place, message) => {
    expect(findings(await play(asking, echo, [`steps:\n  - ${step}`]))).toEqual([
      `${place} scenario-step: Step 1 on screen \`ASK\`: ${message}`,
    ]);
  });

  test("anything after the end", async () => {
    const steps = "steps: [{ fill: { who: Kim }, submit: true }, { submit: true }, { submit: true }]";
    expect(findings(await play(asking, echo, [steps]))).toEqual([
      "2:75 scenario-step: Step 3: The flow has ended, so that nothing can be done.",
    ]);
  });

  test("anything without an answer that the phone can use", async () => {
    const handler: Handler = (asked) => (asked.action === "INIT" ? { screen: "ASK", data: { who: "" } } : "No!");
    const simulation = await play(asking, handler, ["steps: [{ fill: { who: Kim }, submit: true }]"]);
    expect(findings(simulation)).toEqual([
      "2:39 scenario-step: Step 1: Tapping `Send` leads to no screen: the code throws `No!`.",
    ]);
    // The answer has its finding too, as in the walk.
    expect(simulation.files[0]?.diagnostics.map(({ rule }) => rule)).toEqual(["endpoint-throws"]);
  });
});

test("a bad answer is a finding although the scenario is met", async () => {
  const handler: Handler = (asked, call) => (asked.action === "INIT" ? { screen: "ASK", data: {} } : echo(asked, call));
  const simulation = await play(asking, handler, ["steps: [{ expect: { screen: ASK } }]"]);
  expect(simulation.scenarios[0]?.status).toBe("passed");
  expect(simulation.files[0]?.diagnostics.map(({ rule }) => rule)).toEqual(["endpoint-field-missing"]);
});

describe("choices that run an action at once", () => {
  const city = { type: "Dropdown", name: "city", label: "City", "data-source": "${data.cities}" };
  const flow = {
    data_api_version: "4.0",
    routing_model: { A: [] },
    screens: [
      screen(
        "A",
        [
          {
            ...city,
            "on-select-action": exchange({ city: "${form.city}" }),
            "on-unselect-action": exchange({ gone: "yes" }),
          },
          footer(complete({ city: "${form.city}" })),
        ],
        {
          terminal: true,
          data: {
            cities: {
              type: "array",
              items: { type: "object", properties: { id: text, title: text } },
              __example__: [],
            },
          },
        },
      ),
    ],
  };
  const cities = [
    { id: "b", title: "Bern" },
    { id: "g", title: "Genf" },
  ];
  const sent: unknown[] = [];
  const handler: Handler = ({ data }) => {
    sent.push(data);
    return { screen: "A", data: { cities } };
  };

  test("are made with select, by id or title, and undone", async () => {
    sent.length = 0;
    const simulation = await play(flow, handler, [
      `
steps:
  - select: { city: Bern }
    expect: { exchanges: 1, values: { city: b } }
  - select: { city: null }
    expect: { exchanges: 1, values: { city: $absent } }
`,
    ]);
    expect(findings(simulation)).toEqual([]);
    expect(sent).toEqual([undefined, { city: "b" }, { gone: "yes" }]);
  });

  test("are not made with fill", async () => {
    expect(findings(await play(flow, handler, ["steps: [{ fill: { city: b } }]"]))).toEqual([
      "2:25 scenario-step: Step 1 on screen `A`: Choosing in `city` runs an action at once; use `select` in a step of its own.",
    ]);
  });
});

describe("things that are tapped", () => {
  const items = [
    { id: "one", "main-content": { title: "First" }, "on-click-action": navigate("B", { said: "1" }) },
    { id: "two", "main-content": { title: "Same" }, "on-click-action": navigate("B", { said: "2" }) },
    { id: "three", "main-content": { title: "Same" }, "on-click-action": navigate("B", { said: "3" }) },
  ];
  const flow = (list: unknown): Json => ({
    screens: [
      screen(
        "A",
        [
          { type: "NavigationList", name: "list", "list-items": list },
          { type: "EmbeddedLink", text: "More", "on-click-action": navigate("B", { said: "more" }) },
        ],
        { data: { items: { type: "array", items: { type: "object" }, __example__: [] } } },
      ),
      screen("B", [footer(complete())], { terminal: true, data: { said: text } }),
    ],
  });
  const opened = { screen: "A", data: { items } };
  const said = (label: string, value: string): string =>
    `open: ${JSON.stringify(opened)}\nsteps: [{ tap: ${label}, expect: { data: { said: "${value}" } } }]`;

  test.each([
    ["a link by its text", items, "More", "more"],
    ["an item by its title", items, "First", "1"],
    ["an item by its id", items, "three", "3"],
    ["an item that came with data", "${data.items}", "two", "2"],
  ])("%s", async (_, list, label, value) => {
    expect(findings(await play(flow(list), () => ({}), [said(label, value)]))).toEqual([]);
  });

  test("a title that several items have", async () => {
    expect(findings(await play(flow(items), () => ({}), [said("Same", "2")]))[0]).toMatch(
      /Several things on screen `A` are called `Same`\. Name it by `two` and `three`\.$/,
    );
  });
});

describe("the header", () => {
  const seen: unknown[] = [];
  const handler: Handler = (asked, { kv, now, seed }) => {
    seen.push({ token: asked.flow_token, kv, now: new Date(now).toISOString(), seed });
    return { screen: "ASK", data: { who: "" } };
  };

  test("sets token, store, clock and seed", async () => {
    seen.length = 0;
    await play(asking, handler, [
      "flow-token: mine\nkv: { a: 1, b: text, c: { d: [2] } }\nnow: 2026-12-01T09:30:00Z\nseed: 7\nsteps: [{}]",
    ]);
    const kv = { a: ["1", null], b: ["text", null], c: ['{"d":[2]}', null] };
    expect(seen).toEqual([{ token: "mine", kv, now: "2026-12-01T09:30:00.000Z", seed: 7 }]);
  });

  test("gives secrets, which go before those of the run", async () => {
    const given: unknown[] = [];
    await play(asking, echo, ["secrets: { KEY: fake, OTHER: 1 }\nsteps: [{}]"], {
      secrets: { KEY: "of the run", MORE: "kept" },
      sandbox: (_, { secrets }) => {
        given.push(secrets);
        return {
          call: async () => ({ kind: "stopped", reason: "exit", durationMs: 1 }),
          close: async () => {},
        };
      },
    });
    expect(given).toEqual([{ KEY: "fake", OTHER: 1, MORE: "kept" }]);
  });

  test.each([
    [
      "a screen that is not there",
      "open: { screen: ASKK }",
      "2:7 scenario-step: The flow has no screen `ASKK`. Did you mean `ASK`?",
    ],
    [
      "another flow",
      "flow: other.json",
      "2:7 scenario-other-flow: The scenario is for `other.json`, and was played with `flow.json` and `endpoint.js`.",
    ],
    [
      "another endpoint",
      "endpoint: lib/e.js",
      "2:11 scenario-other-flow: The scenario is for `lib/e.js`, and was played with `flow.json` and `endpoint.js`.",
    ],
  ])("names %s", async (_, line, finding) => {
    expect(findings(await play(asking, echo, [`${line}\nsteps: [{}]`]))).toEqual([finding]);
  });

  test("asks a flow without data endpoint for INIT", async () => {
    const flow = { screens: [screen("A", [footer(complete())], { terminal: true })] };
    expect(findings(await play(flow, echo, ["open: INIT\nsteps: [{}]"]))).toEqual([
      "2:7 scenario-step: A flow without `data_api_version` does not open with `INIT`.",
    ]);
  });

  test("says when the flow does not open", async () => {
    expect(findings(await play(asking, () => "No!", ["steps: [{}]"]))).toEqual([
      "1:7 scenario-step: The flow does not open: the code throws `No!`.",
    ]);
  });
});

test("inputs that come up with another one can be filled after it", async () => {
  const flow = {
    screens: [
      screen(
        "A",
        [
          { type: "OptIn", name: "more", label: "More" },
          {
            type: "If",
            condition: "${form.more}",
            // biome-ignore lint/suspicious/noThenProperty: a key of Flow JSON; a flow is never awaited.
            then: [{ type: "TextInput", name: "what", label: "What", required: true }],
          },
          footer(complete({ what: "${form.what}" })),
        ],
        { terminal: true },
      ),
    ],
  };
  const scenarios = [
    "steps: [{ fill: { more: true, what: This }, submit: true, expect: { completion: { what: This } } }]",
    "steps: [{ fill: { what: This } }]",
    "steps: [{ fill: { more: true }, submit: true }]",
  ];
  expect(findings(await play(flow, () => ({}), scenarios))).toEqual([
    "2:19 scenario-step: Step 1 on screen `A`: `what` is not shown on screen `A` now.",
    "2:41 scenario-step: Step 1 on screen `A`: The phone does not send the screen: `what` is required and empty.",
  ]);
});

test("a run that is cancelled between two steps has not played the scenario", async () => {
  const ended = new AbortController();
  const handler: Handler = (asked, call) => {
    ended.abort();
    return echo(asked, call);
  };
  const { scenarios } = await play(asking, handler, [whole], { signal: ended.signal });
  expect(scenarios.map(({ status }) => status)).toEqual(["not-played"]);
});

test("a run that is cancelled plays no more", async () => {
  const { scenarios } = await play(asking, echo, [whole], { signal: AbortSignal.abort() });
  expect(scenarios.map(({ status }) => status)).toEqual(["not-played"]);
});

test("a scenario stops after as many exchanges as are allowed", async () => {
  const simulation = await play(asking, echo, [whole], { maxExchanges: 1 });
  expect(findings(simulation)).toEqual([
    "5:11 scenario-step: Step 2 (Say who) on screen `ASK`: The scenario was stopped after 1 exchange; `--max-exchanges` allows more.",
  ]);
});
