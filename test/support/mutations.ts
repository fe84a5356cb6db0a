/**
 * One mistake at a time, as people make them: each changes a valid flow in one place and says which errors belong to
 * that. `pick` chooses among the places where the mistake can be made.
 */
import { versionNumber } from "../../src/flow/versions.js";
import { tablesOf } from "../../src/schema/compile.js";
import type { FlowJson, ObjectJson, ScreenJson } from "./valid-flows.js";

export interface Mutation {
  readonly name: string;
  /** Changes the flow in place and gives the errors, as `rule pointer`; undefined where there is no such place. */
  readonly apply: (flow: FlowJson, pick: number) => readonly string[] | undefined;
}

interface Found {
  readonly node: ObjectJson;
  readonly type: string;
  readonly pointer: string;
  readonly screen: ScreenJson;
  readonly siblings: ObjectJson[];
}

/** Every component with its pointer. */
export function componentsOf(flow: FlowJson): readonly Found[] {
  return flow.screens.flatMap((screen, index) =>
    below(screen.layout.children, `/screens/${index}/layout/children`, screen),
  );
}

function below(nodes: ObjectJson[], pointer: string, screen: ScreenJson): readonly Found[] {
  return nodes.flatMap((node, index) => {
    const own = `${pointer}/${index}`;
    const { type, children, else: otherwise, cases } = node;
    const lists: readonly (readonly [string, unknown])[] = [
      ["children", children],
      ["then", node.then],
      ["else", otherwise],
      ...Object.entries(Object(cases)).map(([key, list]): [string, unknown] => [`cases/${key}`, list]),
    ];
    const inner = lists.flatMap(([key, list]) => (Array.isArray(list) ? below(list, `${own}/${key}`, screen) : []));
    return [{ node, type: String(type), pointer: own, screen, siblings: nodes }, ...inner];
  });
}

function choose<T>(among: readonly T[], pick: number): T | undefined {
  return among[pick % Math.max(1, among.length)];
}

function at(version: string, flow: FlowJson): boolean {
  return versionNumber(flow.version) >= versionNumber(version);
}

function isRecord(value: unknown): value is ObjectJson {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Changes one component of those that fit. */
function onComponent(
  name: string,
  fits: (found: Found, flow: FlowJson) => boolean,
  change: (found: Found, flow: FlowJson, pick: number) => readonly string[] | undefined,
): Mutation {
  return {
    name,
    apply: (flow, pick) => {
      const found = choose(
        componentsOf(flow).filter((each) => fits(each, flow)),
        pick,
      );
      return found === undefined ? undefined : change(found, flow, pick);
    },
  };
}

function has(property: string): (found: Found) => boolean {
  return ({ node }) => property in node;
}

const inputs: ReadonlySet<string> = new Set([
  ...["TextInput", "TextArea", "Dropdown", "RadioButtonsGroup", "CheckboxGroup", "ChipsSelector", "DatePicker"],
  ...["CalendarPicker", "OptIn"],
]);

function isInput({ type }: Found): boolean {
  return inputs.has(type);
}

/** The id under which a finding on this property goes. */
function ruleOf(found: Found, flow: FlowJson, property: string, kind: "missing" | "type" | "value" | "empty"): string {
  const table = tablesOf(versionNumber(flow.version), true).component(found.type);
  const general = {
    missing: "schema-missing-required-property",
    type: "schema-invalid-property-type",
    value: "schema-enum",
    empty: "schema-min-items",
  };
  return table?.byName.get(property)?.spec.rules?.[kind] ?? general[kind];
}

/** Every text that refers to something, with its pointer. */
function textsOf(value: unknown, pointer: string, holder: ObjectJson | unknown[], key: string): readonly Text[] {
  if (typeof value === "string") return [{ value, pointer, holder, key }];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsOf(item, `${pointer}/${i}`, value, String(i)));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => textsOf(item, `${pointer}/${name}`, value, name));
}

interface Text {
  readonly value: string;
  readonly pointer: string;
  readonly holder: ObjectJson | unknown[];
  readonly key: string;
}

function referencesIn(flow: FlowJson, screen: ScreenJson): readonly Text[] {
  const index = flow.screens.indexOf(screen);
  return textsOf(screen.layout, `/screens/${index}/layout`, screen, "layout").filter(({ value }) =>
    value.includes("${"),
  );
}

function inPayload(text: Text): boolean {
  return text.pointer.includes("/payload/");
}

/** The action of a screen's Footer or list, with its pointer. */
function wayOn(flow: FlowJson, index: number): { readonly action: ObjectJson; readonly pointer: string } | undefined {
  const screen = flow.screens[index];
  const found = componentsOf(flow).find(
    (each) => each.screen === screen && (each.type === "Footer" || each.type === "NavigationList"),
  );
  const action = found?.node["on-click-action"];
  return found !== undefined && isRecord(action) ? { action, pointer: `${found.pointer}/on-click-action` } : undefined;
}

/** Screens that are left by `navigate`. */
function navigations(flow: FlowJson) {
  return flow.screens.flatMap((_, index) => {
    const way = wayOn(flow, index);
    return way?.action.name === "navigate" ? [{ ...way, index }] : [];
  });
}

export const mutations: readonly Mutation[] = [
  onComponent(
    "leaves a required property out",
    ({ type }) => !inputs.has(type) || type === "OptIn",
    (found, flow, pick) => {
      const table = tablesOf(versionNumber(flow.version), true).component(found.type);
      const names = (table?.required ?? []).map(({ spec }) => spec.name);
      // Without its children a Form has no inputs, and without its name an input no value: those follow below.
      const name = choose(
        names.filter((each) => each !== "children" && each !== "name" && each !== "on-click-action"),
        pick,
      );
      if (name === undefined) return undefined;
      const rule = ruleOf(found, flow, name, "missing");
      delete found.node[name];
      return [`${rule} ${found.pointer}`];
    },
  ),
  onComponent(
    "leaves the type out",
    ({ type }) => type.startsWith("Text") && !inputs.has(type),
    ({ node, pointer }) => {
      delete node.type;
      return [`schema-missing-type-property ${pointer}`];
    },
  ),
  onComponent("misspells an optional property", has("helper-text"), ({ node, pointer }) => {
    node["helper-txt"] = node["helper-text"];
    delete node["helper-text"];
    return [`schema-additional-property-in-component ${pointer}/helper-txt`];
  }),
  onComponent(
    "adds a property that its component does not have",
    ({ type }) => type === "TextHeading",
    ({ node, pointer }) => {
      node.color = "red";
      return [`schema-additional-property-in-component ${pointer}/color`];
    },
  ),
  onComponent("writes a truth value as text", has("required"), ({ node, pointer }) => {
    node.required = "true";
    return [`schema-invalid-property-type ${pointer}/required`];
  }),
  onComponent("writes a text as number", has("label"), ({ node, pointer }) => {
    node.label = 5;
    return [`schema-invalid-property-type ${pointer}/label`];
  }),
  onComponent("writes null", has("font-weight"), ({ node, pointer }) => {
    node["font-weight"] = null;
    return [`schema-invalid-property-type ${pointer}/font-weight`];
  }),
  onComponent(
    "names a component that does not exist",
    ({ type }) => type === "TextBody",
    ({ node, pointer }) => {
      node.type = "Paragraph";
      return [`schema-unknown-component-type ${pointer}/type`];
    },
  ),
  onComponent("misspells the type of an input", isInput, ({ node, pointer }) => {
    node.type = `${String(node.type)}s`;
    return [`schema-unknown-component-type ${pointer}/type`];
  }),
  onComponent("takes a value that does not exist", has("input-type"), ({ node, pointer }) => {
    node["input-type"] = "nmber";
    return [`component-text-input-type ${pointer}/input-type`];
  }),
  onComponent(
    "leaves a list of options empty",
    ({ node }) => Array.isArray(node["data-source"]),
    (found, flow) => {
      found.node["data-source"] = [];
      return [`${ruleOf(found, flow, "data-source", "empty")} ${found.pointer}/data-source`];
    },
  ),
  onComponent(
    "leaves the title of an option out",
    ({ node }) => Array.isArray(node["data-source"]),
    ({ node, pointer }) => {
      node["data-source"] = [{ id: "one" }, { id: "two", title: "Two" }];
      return [`component-data-source-item-required ${pointer}/data-source/0`];
    },
  ),
  onComponent("writes a number in quotes", has("min-chars"), ({ node, pointer }) => {
    node["min-chars"] = "2";
    return [`component-text-input-chars-type ${pointer}/min-chars`];
  }),
  onComponent(
    "leaves a text blank",
    ({ type }) => type === "TextSubheading",
    ({ node, pointer }) => {
      node.text = " ";
      return [`component-text-blank ${pointer}/text`];
    },
  ),
  onComponent(
    "uses a property of a later version",
    ({ type }, flow) => type === "TextInput" && !at("7.0", flow),
    ({ node, pointer }) => {
      node["label-variant"] = "large";
      return [`component-property-newer-than-version ${pointer}/label-variant`];
    },
  ),
  onComponent(
    "uses a component of a later version",
    ({ type, pointer }, flow) => type === "TextCaption" && !at("7.1", flow) && /children\/\d+$/.test(pointer),
    ({ node, pointer, siblings }) => {
      const carousel = { type: "ImageCarousel", images: [{ src: "AAAA", "alt-text": "A dot" }] };
      siblings[siblings.indexOf(node)] = carousel;
      return [`component-type-newer-than-version ${pointer}/type`];
    },
  ),
  onComponent(
    "gives a component in a Form an initial value",
    ({ type, pointer }, flow) => type === "TextArea" && pointer.split("children").length > 2 && at("4.0", flow),
    ({ node, pointer }) => {
      node["init-value"] = "Nothing";
      return [`form-init-value-inside ${pointer}/init-value`];
    },
  ),
  onComponent("names an input twice", isInput, ({ node, pointer, siblings }) => {
    const again = { type: "TextArea", name: node.name, label: "Again" };
    siblings.splice(siblings.indexOf(node) + 1, 0, again);
    return [`naming-duplicate-component-names ${moved(pointer, 1)}/name`];
  }),
  onComponent(
    "adds a second Footer",
    ({ type }) => type === "Footer",
    ({ node, pointer, siblings }) => {
      siblings.push(structuredClone(node));
      return [`limits-footer-per-screen ${moved(pointer, 1)}/type`];
    },
  ),
  onComponent(
    "empties a branch",
    ({ type }) => type === "If",
    ({ node, pointer }) => {
      Object.assign(node, JSON.parse('{"then": []}'));
      return [`if-then-empty ${pointer}/then`];
    },
  ),
  onComponent(
    "puts an If into a Switch",
    ({ type }) => type === "Switch",
    ({ node, pointer }) => {
      const inner = JSON.parse(
        '{"type":"If","condition":"${data.heading} == \'a\'","then":[{"type":"TextBody","text":"b"}]}',
      );
      Object.assign(Object(node.cases), { Hello: [inner] });
      return [`switch-in-switch ${pointer}/cases/Hello/0/type`];
    },
  ),
  onComponent(
    "names an action that does not exist",
    ({ type }) => type === "Footer",
    ({ node, pointer }) => {
      Object.assign(Object(node["on-click-action"]), { name: "submit" });
      return [`action-name-on-click ${pointer}/on-click-action/name`];
    },
  ),
  onComponent(
    "gives an action a strange key",
    ({ type }) => type === "Footer",
    ({ node, pointer }) => {
      Object.assign(Object(node["on-click-action"]), { target: "x" });
      return [`action-extra-property ${pointer}/on-click-action/target`];
    },
  ),
  {
    name: "leaves out where to navigate",
    apply: (flow, pick) => {
      const way = choose(navigations(flow), pick);
      if (way === undefined) return undefined;
      delete way.action.next;
      return [`navigate-next-required ${way.pointer}`];
    },
  },
  {
    name: "navigates to a screen that does not exist",
    apply: (flow, pick) => {
      const way = choose(navigations(flow), pick);
      if (way === undefined) return undefined;
      way.action.next = { type: "screen", name: "NOWHERE" };
      return [`navigate-unknown-screen ${way.pointer}/next/name`];
    },
  },
  {
    name: "forgets a field that the next screen declares",
    apply: (flow, pick) => {
      const way = choose(
        navigations(flow).filter(({ action }) => Object.keys(Object(action.payload)).length > 0),
        pick,
      );
      if (way === undefined || !isRecord(way.action.payload)) return undefined;
      const name = choose(Object.keys(way.action.payload), pick);
      if (name !== undefined) delete way.action.payload[name];
      return [`navigate-missing-fields ${way.pointer}/payload`];
    },
  },
  {
    name: "hands the next screen a value of another type",
    apply: (flow, pick) => {
      const way = choose(
        navigations(flow).filter(({ action }) => "shown" in Object(action.payload)),
        pick,
      );
      if (way === undefined) return undefined;
      Object.assign(Object(way.action.payload), { shown: 5 });
      return [`navigate-static-type-mismatch ${way.pointer}/payload/shown`];
    },
  },
  {
    name: "refers to a field that the data model does not have",
    apply: (flow, pick) => {
      const screen = flow.screens[pick % flow.screens.length];
      if (screen === undefined) return undefined;
      const text = choose(
        referencesIn(flow, screen).filter((each) => each.value.startsWith("${data.") && !inPayload(each)),
        pick,
      );
      if (text === undefined || Array.isArray(text.holder)) return undefined;
      text.holder[text.key] = text.value.replace(/^\$\{data\.\w+\}/, "${data.nothing}");
      return [`data-missing-dynamic-data ${text.pointer}`];
    },
  },
  {
    name: "refers in a payload to an input that does not exist",
    apply: (flow, pick) => {
      const screen = flow.screens[pick % flow.screens.length];
      if (screen === undefined) return undefined;
      const text = choose(
        referencesIn(flow, screen).filter((each) => each.value.startsWith("${form.") && inPayload(each)),
        pick,
      );
      if (text === undefined || Array.isArray(text.holder)) return undefined;
      text.holder[text.key] = "${form.nothing}";
      return [`on-click-missing-form-component ${text.pointer}`];
    },
  },
  {
    name: "renames a field of the data model",
    apply: (flow, pick) => {
      const screen = choose(
        flow.screens.filter(({ data }) => data?.heading !== undefined),
        pick,
      );
      if (screen?.data === undefined) return undefined;
      const { heading = {}, ...rest } = screen.data;
      screen.data = { ...rest, renamed: heading };
      const used = referencesIn(flow, screen).filter(({ value }) => value.includes("${data.heading}"));
      const arrivals = navigations(flow).filter(({ action }) => Object(action.next).name === screen.id);
      return [
        ...used.map((text) => `${missingData(text)} ${text.pointer}`),
        ...arrivals.flatMap(({ pointer }) => [
          `navigate-missing-fields ${pointer}/payload`,
          `navigate-extra-fields ${pointer}/payload/heading`,
        ]),
      ];
    },
  },
  {
    name: "leaves the example of a field out",
    apply: (flow, pick) => onField(flow, pick, (field) => delete field.__example__, "data-example-missing"),
  },
  {
    name: "leaves the type of a field out",
    apply: (flow, pick) => onField(flow, pick, (field) => delete field.type, "data-type-missing"),
  },
  {
    name: "drops a screen that another leads to",
    apply: (flow, pick) => {
      const way = choose(navigations(flow), pick);
      if (way === undefined || flow.data_api_version !== undefined) return undefined;
      flow.screens.splice(way.index + 1, 1);
      const ends = flow.screens.some(({ terminal }) => terminal === true);
      return [
        `navigate-unknown-screen ${way.pointer}/next/name`,
        ...(ends ? [] : ["terminal-screen-missing /screens"]),
      ];
    },
  },
  {
    name: "names two screens alike",
    apply: (flow) => {
      const last = flow.screens.at(-1);
      if (last === undefined) return undefined;
      flow.screens.push(structuredClone(last));
      return [`naming-duplicate-screen-ids /screens/${flow.screens.length - 1}/id`];
    },
  },
  {
    name: "drops a route that is taken",
    apply: (flow, pick) => {
      const way = choose(navigations(flow), pick);
      const id = flow.screens[way?.index ?? 0]?.id ?? "";
      if (way === undefined || flow.routing_model === undefined) return undefined;
      flow.routing_model[id] = [];
      return [`routing-missing-route ${way.pointer}/next/name`];
    },
  },
  {
    name: "routes to a screen that does not exist",
    apply: (flow, pick) => {
      const id = flow.screens[pick % flow.screens.length]?.id ?? "";
      const routes = flow.routing_model?.[id];
      if (routes === undefined) return undefined;
      routes.push("NOWHERE");
      return [`routing-invalid-destination /routing_model/${id}/${routes.length - 1}`];
    },
  },
  {
    name: "routes to itself",
    apply: (flow, pick) => {
      const id = flow.screens[pick % flow.screens.length]?.id ?? "";
      const routes = flow.routing_model?.[id];
      if (routes === undefined) return undefined;
      routes.push(id);
      return [`routing-self-loop /routing_model/${id}/${routes.length - 1}`];
    },
  },
  {
    name: "forgets the routing model",
    apply: (flow) => {
      if (flow.routing_model === undefined) return undefined;
      delete flow.routing_model;
      return ["data-api-routing-model-required "];
    },
  },
  {
    name: "forgets that the last screen is terminal",
    apply: (flow) => {
      const last = flow.screens.at(-1);
      if (last === undefined) return undefined;
      delete last.terminal;
      delete last.success;
      // Meta has a code for each: no screen ends the flow, and this one ends it without saying so.
      const way = wayOn(flow, flow.screens.length - 1);
      return ["terminal-screen-missing /screens", `complete-on-non-terminal ${way?.pointer}/name`];
    },
  },
  {
    name: "drops the Footer of the last screen",
    apply: (flow) => {
      const footer = componentsOf(flow).findLast(({ type }) => type === "Footer");
      if (footer === undefined || footer.siblings.length < 2) return undefined;
      footer.siblings.pop();
      return [`terminal-footer-missing /screens/${flow.screens.length - 1}/layout/children`];
    },
  },
  {
    name: "completes on a screen that is not terminal",
    apply: (flow, pick) => {
      const index = pick % flow.screens.length;
      const way = wayOn(flow, index);
      if (way === undefined || index === flow.screens.length - 1 || way.action.name !== "data_exchange")
        return undefined;
      way.action.name = "complete";
      return [`complete-on-non-terminal ${way.pointer}/name`];
    },
  },
  {
    name: "writes a digit into the id of a screen",
    apply: (flow) => {
      const [screen] = flow.screens;
      if (screen === undefined) return undefined;
      screen.id = "FIRST1";
      if (flow.routing_model !== undefined) {
        const { FIRST: routes = [], ...rest } = flow.routing_model;
        flow.routing_model = { FIRST1: routes, ...rest };
      }
      return ["schema-pattern-alphabets-underscores /screens/0/id"];
    },
  },
  {
    name: "leaves the id of a screen out",
    apply: (flow) => {
      const [screen] = flow.screens;
      if (screen === undefined || flow.routing_model !== undefined) return undefined;
      Reflect.deleteProperty(screen, "id");
      return ["schema-screen-required /screens/0"];
    },
  },
  {
    name: "leaves the layout of a screen out",
    apply: (flow) => {
      const last = flow.screens.at(-1);
      if (last === undefined) return undefined;
      Reflect.deleteProperty(last, "layout");
      return [`schema-screen-required /screens/${flow.screens.length - 1}`];
    },
  },
  {
    name: "takes another layout",
    apply: (flow, pick) => {
      const index = pick % flow.screens.length;
      Object.assign(Object(flow.screens[index]).layout, { type: "TwoColumnLayout" });
      return [`schema-invalid-layout-type /screens/${index}/layout/type`];
    },
  },
  {
    name: "adds a key to the flow",
    apply: (flow) => {
      flow.name = "My flow";
      return ["schema-additional-property /name"];
    },
  },
  {
    name: "adds a key to a screen",
    apply: (flow, pick) => {
      const index = pick % flow.screens.length;
      Object.assign(Object(flow.screens[index]), { header: "A header" });
      return [`schema-additional-property /screens/${index}/header`];
    },
  },
  {
    name: "leaves the version out",
    apply: (flow) => {
      Reflect.deleteProperty(flow, "version");
      return ["version-missing "];
    },
  },
  {
    name: "declares a version that does not exist",
    apply: (flow) => {
      flow.version = "7.9";
      return ["version-invalid /version"];
    },
  },
  {
    name: "declares a Data API version that does not exist",
    apply: (flow) => {
      if (flow.data_api_version === undefined) return undefined;
      flow.data_api_version = "5.0";
      return ["version-invalid-data-api /data_api_version"];
    },
  },
];

function missingData(text: Text): string {
  if (inPayload(text)) return "on-click-missing-data";
  return text.value.startsWith("`") ? "data-expression-invalid" : "data-missing-dynamic-data";
}

function onField(
  flow: FlowJson,
  pick: number,
  change: (field: ObjectJson) => void,
  rule: string,
): readonly string[] | undefined {
  const index = pick % flow.screens.length;
  const data = flow.screens[index]?.data ?? {};
  const name = choose(Object.keys(data), pick);
  const field = data[name ?? ""];
  if (field === undefined) return undefined;
  change(field);
  return [`${rule} /screens/${index}/data/${name}`];
}

/** The pointer of an entry some places further on. */
function moved(pointer: string, by: number): string {
  return pointer.replace(/\d+$/, (index) => String(Number(index) + by));
}
