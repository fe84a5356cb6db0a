/**
 * Flows without a mistake, made by fast-check: a chain of screens that hand data on, of all versions, with and without
 * a data endpoint. Small plans make small flows, so that a counterexample is readable.
 */
import fc, { type Arbitrary } from "fast-check";
import { versionNumber, versionTable } from "../../src/flow/versions.js";

export interface FlowJson {
  version: string;
  data_api_version?: string;
  data_channel_uri?: string;
  routing_model?: Record<string, string[]>;
  screens: ScreenJson[];
  [key: string]: unknown;
}

export interface ScreenJson {
  id: string;
  title: string;
  terminal?: boolean;
  data?: Record<string, FieldJson>;
  layout: { type: string; children: ObjectJson[] };
  [key: string]: unknown;
}

export type ObjectJson = Record<string, unknown>;
export type FieldJson = ObjectJson;

interface Plan {
  readonly version: string;
  readonly endpoint: boolean;
  readonly screens: readonly ScreenPlan[];
}

interface ScreenPlan {
  readonly form: boolean;
  readonly parts: readonly { readonly kind: number; readonly variant: number }[];
  readonly ending: number;
}

/** A flow without errors; of one of the given versions, or of any. */
export function validFlows(versions: readonly string[] = versionTable.map((row) => row.version)): Arbitrary<FlowJson> {
  const part = fc.record({ kind: fc.nat({ max: 40 }), variant: fc.nat({ max: 7 }) });
  const screen = fc.record({
    form: fc.boolean(),
    parts: fc.array(part, { minLength: 1, maxLength: 6 }),
    ending: fc.nat({ max: 5 }),
  });
  return fc
    .record({
      version: fc.constantFrom(...versions),
      endpoint: fc.boolean(),
      screens: fc.array(screen, { minLength: 1, maxLength: 4 }),
    })
    .map(flowOf);
}

const ids = ["FIRST", "SECOND", "THIRD", "FOURTH"];

/** What a screen is built with. */
interface Making {
  readonly version: number;
  readonly endpoint: boolean;
  readonly inForm: boolean;
  /** Fields of the data model that something refers to. */
  readonly fields: Set<string>;
  /** Names of inputs whose value is a text. */
  readonly inputs: { readonly name: string; readonly type: "string" | "other" }[];
  readonly counts: Map<string, number>;
  readonly prefix: string;
}

const fieldTypes: Readonly<Record<string, FieldJson>> = {
  heading: { type: "string", __example__: "Hello" },
  shown: { type: "boolean", __example__: true },
  amount: { type: "number", __example__: 5 },
  choices: {
    type: "array",
    items: { type: "object", properties: { id: { type: "string" }, title: { type: "string" } } },
    __example__: [{ id: "one", title: "One" }],
  },
};

const literals: Readonly<Record<string, unknown>> = {
  heading: "Hello",
  shown: true,
  amount: 5,
  choices: [
    { id: "one", title: "One" },
    { id: "two", title: "Two" },
  ],
};

function use(field: string, making: Making): string {
  making.fields.add(field);
  return `\${data.${field}}`;
}

interface Part {
  readonly since?: string;
  readonly max: number;
  readonly name: string;
  readonly input?: "string" | "other";
  readonly inIf?: true;
  readonly make: (name: string, variant: number, making: Making) => ObjectJson | undefined;
}

const picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

function options(variant: number, making: Making): unknown {
  return variant % 2 === 0 ? literals.choices : use("choices", making);
}

function atLeast(version: string, making: Making): boolean {
  return making.version >= versionNumber(version);
}

/** Properties for components outside a Form, which a Form holds for those in it. */
function alone(making: Making, properties: ObjectJson): ObjectJson {
  return making.inForm || !atLeast("4.0", making) ? {} : properties;
}

const parts: readonly Part[] = [
  {
    name: "TextHeading",
    max: 2,
    inIf: true,
    make: (_, variant, making) => ({
      text: variant % 3 === 1 ? use("heading", making) : "A heading",
      ...(variant % 4 === 3 ? { visible: use("shown", making) } : {}),
    }),
  },
  { name: "TextSubheading", max: 2, inIf: true, make: () => ({ text: "A subheading", visible: true }) },
  {
    name: "TextBody",
    max: 3,
    inIf: true,
    make: (_, variant, making) => ({
      text: variant === 1 && atLeast("5.1", making) ? ["One paragraph", "Another"] : "A paragraph",
      ...(variant % 2 === 0 ? { "font-weight": "bold" } : { strikethrough: false }),
    }),
  },
  {
    name: "TextCaption",
    max: 2,
    inIf: true,
    make: (_, variant, making) => ({
      text: variant === 2 && atLeast("6.0", making) ? `\`'Dear ' ${use("heading", making)}\`` : "Small print",
    }),
  },
  {
    name: "TextInput",
    max: 3,
    input: "string",
    make: (_, variant, making) => ({
      label: variant === 5 ? use("heading", making) : "Your name",
      "input-type": ["text", "email", "password", "phone"][variant % 4] ?? "text",
      required: variant % 2 === 0,
      "helper-text": "As on your card",
      "min-chars": 2,
      ...(variant === 3 ? { "max-chars": use("amount", making) } : {}),
      ...alone(making, { "error-message": "Not a name" }),
    }),
  },
  {
    name: "TextArea",
    max: 2,
    input: "string",
    make: (_, variant, making) => ({
      label: "Anything else",
      "max-length": 100 + variant,
      enabled: variant % 2 === 0 ? true : use("shown", making),
    }),
  },
  {
    name: "Dropdown",
    max: 2,
    input: "string",
    make: (_, variant, making) => ({
      label: "Choose one",
      "data-source": options(variant, making),
      required: true,
      ...(making.endpoint && variant % 3 === 0 && atLeast("7.0", making)
        ? { "on-select-action": { name: "data_exchange", payload: { chosen: "here" } } }
        : {}),
    }),
  },
  {
    name: "RadioButtonsGroup",
    max: 2,
    input: "string",
    make: (_, variant, making) => ({ label: "Choose one", "data-source": options(variant, making) }),
  },
  {
    name: "CheckboxGroup",
    max: 2,
    input: "other",
    make: (_, variant, making) => ({
      label: "Choose some",
      "data-source": options(variant, making),
      "min-selected-items": 1,
      "max-selected-items": 2,
    }),
  },
  {
    name: "ChipsSelector",
    since: "6.3",
    max: 1,
    input: "other",
    make: () => ({ label: "Choose some", "data-source": literals.choices, "max-selected-items": 2 }),
  },
  {
    name: "DatePicker",
    max: 1,
    input: "string",
    make: (_, variant, making) => ({
      label: "Which day",
      ...(atLeast("5.0", making) ? { "min-date": "2025-01-01", "max-date": "2025-12-31" } : {}),
      ...(variant % 2 === 0 ? { "helper-text": "Any day" } : {}),
    }),
  },
  {
    name: "CalendarPicker",
    since: "6.1",
    max: 1,
    input: "string",
    make: () => ({ label: "Which day", mode: "single", "include-days": ["Mon", "Tue"], "min-date": "2025-01-01" }),
  },
  { name: "OptIn", max: 2, input: "other", make: (_, variant) => ({ label: "I agree", required: variant % 2 === 0 }) },
  {
    name: "Image",
    max: 2,
    inIf: true,
    make: () => ({ src: picture, height: 100, "scale-type": "cover", "alt-text": "A dot" }),
  },
  {
    name: "EmbeddedLink",
    max: 1,
    make: (_, __, making) => {
      const action = atLeast("6.0", making)
        ? { name: "open_url", url: "https://example.com/terms" }
        : { name: "data_exchange", payload: { asked: "terms" } };
      return making.endpoint || action.name === "open_url"
        ? { text: "Read more", "on-click-action": action }
        : undefined;
    },
  },
  {
    name: "If",
    since: "4.0",
    max: 2,
    make: (_, variant, making) => {
      const condition = `${use("shown", making)}${variant % 2 === 0 ? " == true" : " && true"}`;
      const branch = (index: number): ObjectJson[] => {
        const candidates = parts.filter((part) => part.inIf);
        const chosen = candidates[(variant + index) % candidates.length];
        const made = chosen?.make("", variant, making);
        return chosen === undefined || made === undefined ? [] : [{ type: chosen.name, ...made }];
      };
      const otherwise = variant % 3 === 0 ? {} : { else: branch(1) };
      // biome-ignore lint/suspicious/noThenProperty: a property of If.
      return { condition, then: branch(0), ...otherwise };
    },
  },
  {
    name: "Switch",
    since: "4.0",
    max: 1,
    make: (_, __, making) => ({
      value: use("heading", making),
      cases: { Hello: [{ type: "TextBody", text: "The first" }], default: [{ type: "TextBody", text: "Another" }] },
    }),
  },
];

function partsOf(plan: ScreenPlan, making: Making): ObjectJson[] {
  return plan.parts.flatMap(({ kind, variant }, index) => {
    const part = parts[kind % parts.length];
    if (part === undefined || (part.since !== undefined && !atLeast(part.since, making))) return [];
    const count = making.counts.get(part.name) ?? 0;
    if (count >= part.max) return [];
    making.counts.set(part.name, count + 1);
    const name = `${making.prefix}_${letter(index)}`;
    const made = part.make(name, variant, making);
    if (made === undefined) return [];
    if (part.input !== undefined) making.inputs.push({ name, type: part.input });
    return [{ type: part.name, ...(part.input === undefined ? {} : { name }), ...made }];
  });
}

function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

function flowOf(plan: Plan): FlowJson {
  const version = versionNumber(plan.version);
  const built = plan.screens.map((screen, index) => {
    const making: Making = {
      version,
      endpoint: plan.endpoint,
      inForm: screen.form || version < versionNumber("4.0"),
      fields: new Set(),
      inputs: [],
      counts: new Map(),
      prefix: `input_${letter(index)}`,
    };
    // A list of ways on stands alone on its screen, and is no way to end the flow.
    const isList = screen.ending === 5 && version >= versionNumber("6.2") && index < plan.screens.length - 1;
    return { plan: screen, making, isList, children: isList ? [] : partsOf(screen, making) };
  });
  const screens = built.map(({ plan: screen, making, isList, children }, index): ScreenJson => {
    const next = built[index + 1];
    const action = next === undefined ? ending(making) : onward(screen, making, next.making, ids[index + 1] ?? "");
    const footer = { type: "Footer", label: next === undefined ? "Done" : "Continue", "on-click-action": action };
    const all = isList ? [navigationList(index, action)] : [...children, footer];
    const data = Object.fromEntries([...making.fields].map((field) => [field, fieldTypes[field] ?? {}]));
    return {
      id: ids[index] ?? "",
      title: `Screen ${letter(index)}`,
      ...(next === undefined ? { terminal: true, ...(version >= versionNumber("3.1") ? { success: true } : {}) } : {}),
      ...(making.endpoint && index === built.length - 1 ? { refresh_on_back: true } : {}),
      ...(making.fields.size === 0 ? {} : { data }),
      layout: {
        type: "SingleColumnLayout",
        children: making.inForm && !isList ? [{ type: "Form", name: `form_${letter(index)}`, children: all }] : all,
      },
    };
  });
  return {
    version: plan.version,
    ...(plan.endpoint ? endpointOf(plan, screens) : {}),
    screens,
  };
}

function endpointOf(plan: Plan, screens: readonly ScreenJson[]): Partial<FlowJson> {
  const routes = screens.map(({ id }, index) => [id, screens.slice(index + 1, index + 2).map((next) => next.id)]);
  return {
    data_api_version: plan.version === "7.3" ? "4.0" : "3.0",
    routing_model: Object.fromEntries(routes),
    ...(versionNumber(plan.version) < versionNumber("3.0") ? { data_channel_uri: "https://example.com/flow" } : {}),
  };
}

function navigationList(index: number, action: ObjectJson): ObjectJson {
  return {
    type: "NavigationList",
    name: `list_${letter(index)}`,
    label: "Where to",
    "list-items": [
      { id: "one", "main-content": { title: "One", description: "The first" }, end: { title: "10" } },
      { id: "two", "main-content": { title: "Two" }, tags: ["New"], start: { image: picture } },
    ],
    "on-click-action": action,
  };
}

/** How the last screen ends the flow. */
function ending(making: Making): ObjectJson {
  return { name: "complete", payload: Object.fromEntries(making.inputs.map(({ name }) => [name, `\${form.${name}}`])) };
}

/** How a screen leads to the next one, with all that the next one declares. */
function onward(plan: ScreenPlan, making: Making, next: Making, id: string): ObjectJson {
  if (making.endpoint && plan.ending % 2 === 0) {
    const answers = Object.fromEntries(making.inputs.map(({ name }) => [name, `\${form.${name}}`]));
    return { name: "data_exchange", payload: { ...answers, from: making.prefix } };
  }
  const payload = Object.fromEntries([...next.fields].map((field) => [field, handed(field, making)]));
  return { name: "navigate", next: { type: "screen", name: id }, payload };
}

function handed(field: string, making: Making): unknown {
  if (making.fields.has(field)) return `\${data.${field}}`;
  const typed = making.inputs.find((input) => input.type === "string");
  return field === "heading" && typed !== undefined ? `\${form.${typed.name}}` : literals[field];
}
