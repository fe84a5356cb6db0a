/**
 * Samples of the rules that the catalogue does not list: those about data endpoint code, about text that is no flow yet,
 * and the service's own findings. The rule pages show them, and `docs.test.ts` runs them.
 */
export interface OwnSample {
  readonly title: string;
  readonly text: string;
  /** `validation_errors` as the service sent them, for findings that are not made here. */
  readonly answer?: readonly unknown[];
}

export interface OwnSamples {
  readonly kind: "flow-json" | "data-endpoint";
  readonly bad: OwnSample;
  readonly good: OwnSample;
}

const goodHandler = {
  title: "a function `handler`, and nothing else that leaves the file",
  text: `async function handler(request, env) {
  const { data_exchange: exchange } = await request.json();
  if (exchange.action === "INIT") return Response.json({ version: "3.0", screen: "DAY", data: { days: [] } });
  const params = { flow_token: exchange.flow_token };
  return Response.json({ version: "3.0", screen: "SUCCESS", data: { extension_message_response: { params } } });
}
`,
} as const;

function endpoint(title: string, text: string): OwnSamples {
  return { kind: "data-endpoint", bad: { title, text }, good: goodHandler };
}

function screen(component: string): string {
  return `{
  "version": "7.3",
  "screens": [
    {
      "id": "WELCOME",
      "title": "Welcome",
      "terminal": true,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          ${component.replaceAll("\n", "\n          ")},
          { "type": "Footer", "label": "Done", "on-click-action": { "name": "complete", "payload": {} } }
        ]
      }
    }
  ]
}
`;
}

export const ownSamples: Readonly<Record<string, OwnSamples>> = {
  "json-duplicate-key": {
    kind: "flow-json",
    bad: {
      title: "two texts under one key",
      text: screen('{\n  "type": "TextHeading",\n  "text": "Welcome",\n  "text": "Hello"\n}'),
    },
    good: { title: "each key once", text: screen('{\n  "type": "TextHeading",\n  "text": "Hello"\n}') },
  },

  "endpoint-fenced": endpoint(
    "code that was copied with the fence around it",
    `\`\`\`js
async function handler(request, env) {
  return Response.json({ version: "3.0", screen: "DAY", data: {} });
}
\`\`\`
`,
  ),

  "endpoint-syntax": endpoint(
    "a bracket that is not closed",
    `async function handler(request, env) {
  return Response.json({ version: "3.0", screen: "DAY", data: {} };
}
`,
  ),

  "endpoint-export": endpoint(
    "a handler that is exported",
    `export async function handler(request, env) {
  return Response.json({ version: "3.0", screen: "DAY", data: {} });
}
`,
  ),

  "endpoint-handler-missing": endpoint(
    "the function has another name",
    `async function onExchange(request, env) {
  return Response.json({ version: "3.0", screen: "DAY", data: {} });
}
`,
  ),

  "endpoint-handler-not-declared": endpoint(
    "an arrow function in a variable",
    `const handler = async (request, env) => {
  return Response.json({ version: "3.0", screen: "DAY", data: {} });
};
`,
  ),

  "endpoint-import": endpoint(
    "a module of Node",
    `import { createHmac } from "node:crypto";

async function handler(request, env) {
  const sign = createHmac("sha256", env.SIGNING_KEY).update(await request.text());
  return Response.json({ version: "3.0", screen: "DAY", data: { signature: sign.digest("hex") } });
}
`,
  ),

  "endpoint-request-shape": endpoint(
    "a body without the wrapper, as Meta's guides show it",
    `async function handler(request, env) {
  const { action, screen } = await request.json();
  if (action === "INIT") return Response.json({ version: "3.0", screen: "DAY", data: { days: [] } });
  return Response.json({ version: "3.0", screen: "DAY", data: { days: [], error_message: screen } });
}
`,
  ),

  "endpoint-global-missing": endpoint(
    "a secret from the environment of a process",
    `async function handler(request, env) {
  const answer = await fetch("https://calendar.example/days", { headers: { key: process.env.CALENDAR_KEY } });
  return Response.json({ version: "3.0", screen: "DAY", data: { days: await answer.json() } });
}
`,
  ),

  "endpoint-code-from-text": endpoint(
    "a function out of a text",
    `async function handler(request, env) {
  const price = new Function("days", env.PRICE_FORMULA);
  return Response.json({ version: "3.0", screen: "DAY", data: { price: String(price(3)) } });
}
`,
  ),

  "endpoint-work-at-start": endpoint(
    "a server that is asked before anybody opens the flow",
    `const days = fetch("https://calendar.example/days").then((answer) => answer.json());

async function handler(request, env) {
  return Response.json({ version: "3.0", screen: "DAY", data: { days: await days } });
}
`,
  ),

  "endpoint-secret": endpoint(
    "a key in a header",
    `async function handler(request, env) {
  // This one was made up.
  const headers = { "x-api-key": "k7Qz2mVb9tLw4rXs8yPd6nHf" };
  const answer = await fetch("https://calendar.example/days", { headers });
  return Response.json({ version: "3.0", screen: "DAY", data: { days: await answer.json() } });
}
`,
  ),

  "remote-validation": {
    kind: "flow-json",
    bad: {
      title: "an answer of the service, whose path is found again in the local text",
      text: screen('{\n  "type": "TextHeading",\n  "text": "Welcome",\n  "colour": "red"\n}'),
      answer: [
        {
          error: "INVALID_PROPERTY_KEY",
          error_type: "FLOW_JSON_ERROR",
          message: "The service's own words about `colour`.",
          line_start: 1,
          line_end: 1,
          pointers: [{ path: "screens[0].layout.children[0].colour" }],
        },
      ],
    },
    good: {
      title: "a flow that the service takes",
      text: screen('{\n  "type": "TextHeading",\n  "text": "Welcome"\n}'),
      answer: [],
    },
  },
};

const helloScreen = screen('{ "type": "TextBody", "text": "Hello" }');

/** What is shown instead of a valid case, for rules whose valid cases are about an edge and have findings of other rules. */
export const goodSamples: Readonly<Record<string, OwnSample>> = {
  "schema-missing-required-property": {
    title: "everything that is required is there",
    text: screen(`{ "type": "TextHeading", "text": "Welcome" },
{ "type": "TextInput", "name": "city", "label": "City" },
{ "type": "DatePicker", "name": "day", "label": "Day" }`),
  },
  "schema-screen-required": { title: "a screen with `id` and `layout`", text: helloScreen },
  "switch-value-format": {
    title: "a reference to a field that the data model declares",
    text: screen(
      '{ "type": "Switch", "value": "${data.kind}", "cases": { "a": [{ "type": "TextBody", "text": "Hello" }] } }',
    ).replace('      "layout"', '      "data": { "kind": { "type": "string", "__example__": "a" } },\n      "layout"'),
  },
  "naming-component-name-blank": {
    title: "a name that references can use",
    text: screen('{ "type": "TextInput", "name": "city", "label": "City" }'),
  },
  "version-frozen-publish": { title: "a version that can be published", text: helloScreen },
  "version-freeze-announced": { title: "a version that stays", text: helloScreen },
  "routing-success-target": {
    title: "the screen on which the endpoint ends the flow leads nowhere",
    text: screen('{ "type": "TextBody", "text": "Hello" }')
      .replace(
        '"version": "7.3",',
        '"version": "7.3",\n  "data_api_version": "4.0",\n  "routing_model": { "WELCOME": [] },',
      )
      .replace('"name": "complete"', '"name": "data_exchange"'),
  },
};
