import { type ArrayNode, type JsonNode, memberOf, type ObjectNode, property, type StringNode } from "../json/node.js";
import type { Platform } from "./platform.js";
import type { ActionSlot, ComponentSpec, ContainerKind, PropertySpec } from "./spec.js";
import { type VersionBounds, type VersionNumber, versionNumber, within } from "./versions.js";

/** A list of components: the children of a layout or Form, a branch of an If, a case of a Switch. */
export interface Branch {
  /** `children`, `then`, `else`, or the key of a case. */
  readonly name: string;
  readonly node: ArrayNode;
  readonly components: readonly Component[];
}

export interface Component {
  readonly node: ObjectNode;
  /** Undefined when the object has no text as its type. */
  readonly type: string | undefined;
  /** The table's row; undefined for a type that no version knows, or not this one. */
  readonly spec: ComponentSpec | undefined;
  readonly screen: Screen;
  readonly container: ContainerKind;
  /** The Form, If or Switch that holds it. */
  readonly parent: Component | null;
  readonly inForm: boolean;
  readonly branches: readonly Branch[];
}

export interface Action {
  readonly node: ObjectNode;
  readonly slot: ActionSlot;
  readonly name: string | undefined;
  readonly component: Component;
  /** The option or list item that has it, when it is not the component itself. */
  readonly item: ObjectNode | null;
  readonly payload: JsonNode | undefined;
  /** The `next.name` of a navigate action, when it is a text. */
  readonly next: StringNode | undefined;
}

export interface Screen {
  readonly node: ObjectNode;
  readonly index: number;
  /** Undefined when it is missing or no text. */
  readonly id: string | undefined;
  readonly terminal: boolean;
  /** The data model; undefined when there is none or it is no object. */
  readonly data: ObjectNode | undefined;
  readonly children: Branch | undefined;
  /** Every component at any depth, in the order of the text. */
  readonly components: readonly Component[];
  readonly actions: readonly Action[];
  /** Components that take something from the user, by name; the first of equal names. */
  readonly inputs: ReadonlyMap<string, Component>;
  /** Names of components whose type is unknown: nobody knows whether they are inputs. */
  readonly doubtful: ReadonlySet<string>;
}

/** Where an example differs from its schema; handed in, because it may take a schema library to tell. */
export type ExampleCheck = (
  schema: JsonNode,
  example: JsonNode,
) => readonly { readonly node: JsonNode; readonly missing: boolean; readonly message: string }[];

/** Text of a member, when it is a text. */
export function textOf(node: JsonNode | undefined, key: string): string | undefined {
  const value = property(node, key);
  return value?.kind === "string" ? value.value : undefined;
}

/**
 * A typed view over the tree of a flow. What does not have the right shape is left out of it (the structure check
 * reports it), so that rules never meet it twice.
 */
export class FlowDocument {
  readonly text: string;
  readonly root: ObjectNode;
  readonly platform: Platform;
  /** The day on which versions are judged, `YYYY-MM-DD`. */
  readonly today: string;
  readonly forPublish: boolean;
  /** Holds the example of a data field against its schema. */
  readonly examples: ExampleCheck;
  /** The declared version, when it is a text. */
  readonly versionText: string | undefined;
  /** Whether the declared version was ever released. */
  readonly versionKnown: boolean;
  /** The declared version, or the recommended one where none that exists is declared. */
  readonly version: VersionNumber;
  readonly dataApiVersion: JsonNode | undefined;
  readonly routingModel: ObjectNode | undefined;
  readonly screens: readonly Screen[];
  /** Screens by id; the first of equal ids. */
  readonly screensById: ReadonlyMap<string, Screen>;
  private readonly specs: ReadonlyMap<string, ComponentSpec>;

  constructor(
    text: string,
    root: ObjectNode,
    options: {
      readonly platform: Platform;
      readonly today: string;
      readonly forPublish: boolean;
      readonly examples: ExampleCheck;
    },
  ) {
    this.text = text;
    this.root = root;
    this.platform = options.platform;
    this.today = options.today;
    this.forPublish = options.forPublish;
    this.examples = options.examples;
    this.versionText = textOf(root, "version");
    this.versionKnown = options.platform.versions.some((row) => row.version === this.versionText);
    this.version = versionNumber(this.versionKnown ? (this.versionText ?? "") : options.platform.recommended);
    this.dataApiVersion = property(root, "data_api_version");
    const routing = property(root, "routing_model");
    this.routingModel = routing?.kind === "object" ? routing : undefined;
    this.specs = specsOf(options.platform);
    const screens = property(root, "screens");
    const items = screens?.kind === "array" ? screens.items : [];
    this.screens = items.flatMap((node, index) => (node.kind === "object" ? [this.screen(node, index)] : []));
    const byId = new Map<string, Screen>();
    for (const screen of this.screens) {
      if (screen.id !== undefined && !byId.has(screen.id)) byId.set(screen.id, screen);
    }
    this.screensById = byId;
  }

  /** The table's row of a component type, whatever the version. */
  specOf(type: string): ComponentSpec | undefined {
    return this.specs.get(type);
  }

  private screen(node: ObjectNode, index: number): Screen {
    const terminal = property(node, "terminal");
    const data = property(node, "data");
    const components: Component[] = [];
    const actions: Action[] = [];
    const inputs = new Map<string, Component>();
    const doubtful = new Set<string>();
    const screen: Screen & { children: Branch | undefined } = {
      node,
      index,
      id: textOf(node, "id"),
      terminal: terminal?.kind === "boolean" && terminal.value,
      data: data?.kind === "object" ? data : undefined,
      children: undefined,
      components,
      actions,
      inputs,
      doubtful,
    };
    const children = property(property(node, "layout"), "children");
    const walk: Walk = { screen, components, actions, inputs, doubtful };
    if (children?.kind === "array") {
      screen.children = this.branch("children", children, { container: "layout", parent: null, inForm: false }, walk);
    }
    return screen;
  }

  private branch(name: string, node: ArrayNode, at: Standing, walk: Walk): Branch {
    const components: Component[] = [];
    for (const item of node.items) {
      if (item.kind === "object") components.push(this.component(item, at, walk));
    }
    return { name, node, components };
  }

  private component(node: ObjectNode, at: Standing, walk: Walk): Component {
    const type = textOf(node, "type");
    const spec = type === undefined ? undefined : this.specs.get(type);
    const known = spec !== undefined && this.knows(spec) ? spec : undefined;
    const branches: Branch[] = [];
    const component: Component = {
      node,
      type,
      spec: known,
      screen: walk.screen,
      container: at.container,
      parent: at.parent,
      inForm: at.inForm,
      branches,
    };
    walk.components.push(component);
    if (known === undefined) {
      const doubted = textOf(node, "name");
      if (doubted !== undefined) walk.doubtful.add(doubted);
      return component;
    }
    const name = known.input ? textOf(node, "name") : undefined;
    if (name !== undefined && !walk.inputs.has(name)) walk.inputs.set(name, component);
    const { slots, lists } = actionHolders(known.properties);
    this.actions(component, node, null, slots, walk.actions);
    for (const list of lists) {
      const items = property(node, list.name);
      if (items?.kind !== "array") continue;
      for (const item of items.items) {
        if (item.kind === "object") this.actions(component, item, item, list.slots, walk.actions);
      }
    }
    const inForm = at.inForm || known.type === "Form";
    const descend = (branchName: string, child: JsonNode | undefined, container: ContainerKind): void => {
      if (child?.kind !== "array") return;
      branches.push(this.branch(branchName, child, { container, parent: component, inForm }, walk));
    };
    if (known.type === "Form") descend("children", property(node, "children"), "Form");
    if (known.type === "If") {
      descend("then", property(node, "then"), "If");
      descend("else", property(node, "else"), "If");
    }
    if (known.type === "Switch") {
      const cases = property(node, "cases");
      if (cases?.kind === "object") for (const member of cases.members) descend(member.key, member.value, "Switch");
    }
    return component;
  }

  /** The actions that an object holds in slots which it has in this version. */
  private actions(
    component: Component,
    holder: ObjectNode,
    item: ObjectNode | null,
    slots: readonly SlotSpec[],
    into: Action[],
  ): void {
    for (const spec of slots) {
      if (!this.knows(spec)) continue;
      const node = memberOf(holder, spec.name)?.value;
      if (node?.kind !== "object") continue;
      const next = property(property(node, "next"), "name");
      into.push({
        node,
        slot: spec.slot,
        name: textOf(node, "name"),
        component,
        item,
        payload: property(node, "payload"),
        next: next?.kind === "string" ? next : undefined,
      });
    }
  }

  private knows(spec: VersionBounds): boolean {
    return !this.versionKnown || within(this.version, spec);
  }
}

interface Standing {
  readonly container: ContainerKind;
  readonly parent: Component | null;
  readonly inForm: boolean;
}

interface Walk {
  readonly screen: Screen;
  readonly components: Component[];
  readonly actions: Action[];
  readonly inputs: Map<string, Component>;
  readonly doubtful: Set<string>;
}

interface SlotSpec extends VersionBounds {
  readonly name: string;
  readonly slot: ActionSlot;
}

/** Where a component can hold actions: its own slots, and lists whose entries have some. */
interface ActionHolders {
  readonly slots: readonly SlotSpec[];
  readonly lists: readonly { readonly name: string; readonly slots: readonly SlotSpec[] }[];
}

const holderCache = new WeakMap<readonly PropertySpec[], ActionHolders>();

function actionHolders(properties: readonly PropertySpec[]): ActionHolders {
  let holders = holderCache.get(properties);
  if (holders === undefined) {
    const lists = properties.flatMap(({ name, shape }) =>
      shape?.kind === "items" ? [{ name, slots: slotsOf(shape.of.properties) }] : [],
    );
    holders = { slots: slotsOf(properties), lists: lists.filter((list) => list.slots.length > 0) };
    holderCache.set(properties, holders);
  }
  return holders;
}

function slotsOf(properties: readonly PropertySpec[]): readonly SlotSpec[] {
  return properties.flatMap(({ name, shape, since, until }) => {
    if (shape?.kind !== "action") return [];
    return [
      { name, slot: shape.slot, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) },
    ];
  });
}

const specCache = new WeakMap<Platform, ReadonlyMap<string, ComponentSpec>>();

function specsOf(platform: Platform): ReadonlyMap<string, ComponentSpec> {
  let specs = specCache.get(platform);
  if (specs === undefined) {
    specs = new Map(platform.components.map((spec) => [spec.type, spec]));
    specCache.set(platform, specs);
  }
  return specs;
}
