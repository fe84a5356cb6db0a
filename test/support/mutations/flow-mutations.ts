/** Mistakes in screens, routes, data models and what leads from one screen to the next. */
import type { FlowJson, ObjectJson, ScreenJson } from "../valid-flows.js";
import { choose, componentsOf, isRecord, type Mutation, type Text, textsOf, wayOn } from "./places.js";

function referencesIn(flow: FlowJson, screen: ScreenJson): readonly Text[] {
  const index = flow.screens.indexOf(screen);
  return textsOf(screen.layout, `/screens/${index}/layout`, screen, "layout").filter(({ value }) =>
    value.includes("${"),
  );
}

function inPayload(text: Text): boolean {
  return text.pointer.includes("/payload/");
}

/** Screens that are left by `navigate`. */
function navigations(flow: FlowJson) {
  return flow.screens.flatMap((_, index) => {
    const way = wayOn(flow, index);
    return way?.action.name === "navigate" ? [{ ...way, index }] : [];
  });
}

export const flowMutations: readonly Mutation[] = [
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
