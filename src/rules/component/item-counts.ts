import { componentsOf } from "../../flow/components-by-type.js";
import { type Check, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { type ArrayNode, memberOf, property } from "../../json/node.js";

interface Limit {
  readonly id: string;
  readonly type: string;
  readonly list: "data-source" | "list-items" | "images";
  readonly max: number;
  readonly noun: string;
  readonly since?: string;
  /** Only for lists in which an option has a picture, or only for others. */
  readonly pictures?: boolean;
}

/** Most entries of lists. Source: component reference, limits of each component. */
const limits: readonly Limit[] = [
  { id: "component-checkbox-max-options", type: "CheckboxGroup", list: "data-source", max: 20, noun: "options" },
  { id: "component-radio-max-options", type: "RadioButtonsGroup", list: "data-source", max: 20, noun: "options" },
  {
    id: "component-dropdown-max-options",
    type: "Dropdown",
    list: "data-source",
    max: 200,
    noun: "options",
    pictures: false,
  },
  {
    id: "component-dropdown-max-options-images",
    type: "Dropdown",
    list: "data-source",
    max: 100,
    noun: "options when one has a picture",
    since: "5.0",
    pictures: true,
  },
  {
    id: "component-navigation-list-max-items",
    type: "NavigationList",
    list: "list-items",
    max: 20,
    noun: "entries",
    since: "6.2",
  },
  {
    id: "component-chips-max-options",
    type: "ChipsSelector",
    list: "data-source",
    max: 20,
    noun: "options",
    since: "6.3",
  },
  {
    id: "component-carousel-max-images",
    type: "ImageCarousel",
    list: "images",
    max: 3,
    noun: "pictures",
    since: "7.1",
  },
];

const fewestChips = 2;
const mostTags = 3;

const rules: readonly RuleInfo[] = [
  ...limits.map(({ id, type, max, noun, since }): RuleInfo => {
    const bounds = since === undefined ? {} : { since };
    const what = `${type === "ImageCarousel" ? "An" : "A"} ${type} has more than ${max} ${noun}.`;
    return type === "ImageCarousel"
      ? {
          id,
          code: "WF_MAX_ITEMS",
          severity: "error",
          ...bounds,
          what,
          why: "The documentation allows no more.",
          source: sources.components,
        }
      : {
          id,
          code: "WF_RENDER_DROPPED",
          severity: "warning",
          ...bounds,
          what,
          why: "That is the documented maximum; what is beyond it may not be shown.",
          source: sources.components,
        };
  }),
  {
    id: "component-navigation-list-tags-count",
    code: "WF_RENDER_DROPPED",
    severity: "warning",
    since: "6.2",
    what: `An entry of a NavigationList has more than ${mostTags} tags.`,
    why: "Phones do not show the others.",
    source: sources.components,
  },
  {
    id: "component-chips-min-options",
    code: "WF_RENDER_LIMIT",
    severity: "warning",
    since: "6.3",
    what: "A ChipsSelector has one option only.",
    why: "At least two are documented; with one there is nothing to choose.",
    source: sources.components,
  },
];

/** How many entries the lists of components have. */
export const itemCounts: Check = {
  rules,
  run: (flow, report) => {
    for (const limit of limits) {
      for (const { node } of componentsOf(flow, limit.type)) {
        const list = property(node, limit.list);
        if (list?.kind === "array" && list.items.length > limit.max) checkCount(list, limit, report);
      }
    }
    for (const { node } of componentsOf(flow, "ChipsSelector")) {
      const list = property(node, "data-source");
      if (list?.kind !== "array" || list.items.length === 0 || list.items.length >= fewestChips) continue;
      report("component-chips-min-options", value(list), `A ChipsSelector has at least ${fewestChips} options.`);
    }
    for (const { node } of componentsOf(flow, "NavigationList")) {
      const list = property(node, "list-items");
      if (list?.kind === "array") for (const item of list.items) checkTags(property(item, "tags"), report);
    }
  },
};

function checkCount(list: ArrayNode, limit: Limit, report: Report): void {
  const { pictures } = limit;
  if (pictures !== undefined && list.items.some((item) => memberOf(item, "image") !== undefined) !== pictures) return;
  const message = `${limit.type} shows ${limit.max} ${limit.noun} at most; \`${limit.list}\` has ${list.items.length}.`;
  report(limit.id, value(list), message);
}

function checkTags(tags: ReturnType<typeof property>, report: Report): void {
  if (tags?.kind !== "array" || tags.items.length <= mostTags) return;
  const message = `${mostTags} tags of an entry are shown; \`tags\` has ${tags.items.length}.`;
  report("component-navigation-list-tags-count", value(tags), message);
}
