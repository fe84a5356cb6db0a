import { componentsOf } from "../../flow/components-by-type.js";
import type { Component, Screen } from "../../flow/document.js";
import { type Check, key, open, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { type JsonNode, memberOf, property } from "../../json/node.js";
import { componentPlace } from "../component-place.js";

const since = { severity: "error", since: "6.2", source: sources.components } as const;

const rules: readonly RuleInfo[] = [
  {
    ...since,
    id: "component-navigation-list-terminal",
    code: "INVALID_PROPERTY_KEY",
    what: "A screen with a NavigationList is terminal.",
    why: "A NavigationList leads on to other screens and stands beside no Footer, so the flow cannot end there.",
  },
  {
    ...since,
    id: "component-navigation-list-alone",
    code: "WF_NAVIGATION_LIST_NOT_ALONE",
    what: "A screen with a NavigationList has a component of another type.",
    why: "A NavigationList takes the whole screen; only another one may stand beside it.",
  },
  {
    ...since,
    id: "component-navigation-list-badge",
    code: "WF_NAVIGATION_LIST_BADGE",
    what: "More than one entry of a NavigationList has a `badge`.",
    why: "One entry of a list can be marked.",
  },
  {
    ...since,
    id: "component-navigation-list-end-large",
    code: "WF_NAVIGATION_LIST_END_LARGE",
    what: "An entry of a NavigationList with large pictures has `end`.",
    why: "Beside large pictures there is no room for texts at the end.",
  },
  {
    ...since,
    id: "component-navigation-list-action-both",
    code: "WF_NAVIGATION_LIST_ACTION_TWICE",
    what: "A NavigationList and one of its entries both have `on-click-action`.",
    why: "The action stands either once on the list or on every entry.",
  },
  {
    ...since,
    id: "component-navigation-list-action-missing",
    code: "MISSING_REQUIRED_PROPERTY",
    what: "An entry of a NavigationList does nothing when tapped.",
    why: "Without an action on the list every entry needs its own.",
  },
];

/** What the documentation restricts NavigationLists to. */
export const navigationLists: Check = {
  rules,
  run: (flow, report) => {
    const lists = componentsOf(flow, "NavigationList");
    const screens = new Set<Screen>();
    for (const list of lists) {
      // Elsewhere than in the layout it is a mistake of its own.
      if (list.container === "layout" && !screens.has(list.screen)) {
        screens.add(list.screen);
        checkScreen(list, report);
      }
      checkItems(list, report);
    }
  },
};

function checkScreen(list: Component, report: Report): void {
  const { node, terminal, components } = list.screen;
  const mark = property(node, "terminal");
  if (terminal && mark !== undefined) {
    report("component-navigation-list-terminal", key(mark), "A screen with a NavigationList cannot be terminal.", {
      related: [{ message: "The NavigationList.", place: componentPlace(list) }],
    });
  }
  const other = components.find((component) => component.type !== "NavigationList");
  if (other === undefined) return;
  const message = "A screen with a NavigationList has no other components; move them to another screen.";
  report("component-navigation-list-alone", componentPlace(list), message, {
    related: [{ message: "This stands beside it.", place: componentPlace(other) }],
  });
}

function checkItems({ node }: Component, report: Report): void {
  const list = property(node, "list-items");
  if (list?.kind !== "array") return;
  const items = list.items.filter((item) => item.kind === "object");
  checkBadges(items, report);
  checkEnds(node, items, report);
  checkActions(node, items, report);
}

function checkBadges(items: readonly JsonNode[], report: Report): void {
  let first: JsonNode | undefined;
  for (const item of items) {
    const badge = property(item, "badge");
    if (badge === undefined) continue;
    if (first === undefined) first = badge;
    else {
      report("component-navigation-list-badge", value(badge), "Only one entry of a list can have a `badge`.", {
        related: [{ message: "The first one.", place: value(first) }],
      });
    }
  }
}

function checkEnds(node: JsonNode, items: readonly JsonNode[], report: Report): void {
  const size = property(node, "media-size");
  if (size?.kind !== "string" || size.value !== "large") return;
  for (const item of items) {
    const end = property(item, "end");
    if (end === undefined) continue;
    const message = "With `media-size` `large` entries have no `end`; remove it or make the pictures `regular`.";
    report("component-navigation-list-end-large", key(end), message, {
      related: [{ message: "The size.", place: value(size) }],
    });
  }
}

function checkActions(node: JsonNode, items: readonly JsonNode[], report: Report): void {
  const own = memberOf(node, "on-click-action");
  const without = items.filter((item) => memberOf(item, "on-click-action") === undefined);
  if (own !== undefined) {
    const item = items.find((candidate) => !without.includes(candidate));
    const action = property(item, "on-click-action");
    if (action === undefined) return;
    const message = "`on-click-action` stands on the list or on every entry, not on both.";
    report("component-navigation-list-action-both", key(own.value), message, {
      related: [{ message: "The action of an entry.", place: key(action) }],
    });
  } else if (items.length > 0 && without.length === items.length) {
    const message = "`on-click-action` is missing: put it on the list or on every entry.";
    report("component-navigation-list-action-missing", open(node), message);
  } else {
    for (const item of without) {
      const message = "`on-click-action` is missing: every entry needs one when the list has none.";
      report("component-navigation-list-action-missing", open(item), message);
    }
  }
}
