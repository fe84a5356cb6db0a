import { shownAtOnce } from "../../flow/counting.js";
import type { Screen } from "../../flow/document.js";
import { countsPerScreen } from "../../flow/limits.js";
import type { Check, Report, RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { componentPlace } from "../component-place.js";
import { isFooterInBranch } from "../footer/footer-more-than-one.js";

/** Meta's code where the limit has one. */
const codes: Readonly<Record<string, string>> = {
  EmbeddedLink: "MAX_EMBEDDED_LINK_PER_SCREEN",
  Footer: "MAX_FOOTER_PER_SCREEN",
  Image: "MAX_IMAGE_PER_SCREEN",
  OptIn: "MAX_OPT_IN_PER_SCREEN",
};

type Limit = (typeof countsPerScreen)[number];

const rules: readonly RuleInfo[] = countsPerScreen.map((limit) => {
  const picker = limit.type === "PhotoPicker" || limit.type === "DocumentPicker";
  return {
    id: limit.rule,
    code: codes[limit.type] ?? "WF_MAX_PER_SCREEN",
    severity: "error",
    ...(limit.since === undefined ? {} : { since: limit.since }),
    what: `A screen can show more than ${limit.max} ${limit.type} at once.`,
    why: "The documentation limits how many a screen holds. Of the branches of an If or a Switch only one is shown, so the largest counts.",
    source: picker ? sources.media : sources.components,
  };
});

const byType: ReadonlyMap<string, Limit> = new Map(countsPerScreen.map((limit) => [limit.type, limit]));

/** How often some components may stand on one screen. */
export const perScreen: Check = {
  rules,
  run: (flow, report) => {
    for (const screen of flow.screens) checkScreen(screen, report);
  },
};

function checkScreen(screen: Screen, report: Report): void {
  const { children } = screen;
  if (children === undefined || screen.components.length < 2) return;
  for (const limit of exceeded(screen)) {
    // A screen has only one of the two findings.
    if (limit.type === "Footer" && screen.components.some(isFooterInBranch)) continue;
    const { count, extra } = shownAtOnce(children, (component) => component.type === limit.type, limit.max);
    if (extra === undefined) continue;
    const first = screen.components.find((component) => component.type === limit.type);
    const message = `A screen shows ${limit.max} ${limit.type} at most; this one can show ${count} at once.`;
    const related =
      limit.max === 1 && first !== undefined ? [{ message: "The first one.", place: componentPlace(first) }] : [];
    report(limit.rule, componentPlace(extra), message, { related });
  }
}

/** The limits that a screen exceeds when all branches are added up; mostly none, and nothing more is to be done. */
function exceeded(screen: Screen): readonly Limit[] {
  let counts: Map<Limit, number> | undefined;
  for (const component of screen.components) {
    const limit = component.spec === undefined ? undefined : byType.get(component.spec.type);
    if (limit === undefined) continue;
    counts ??= new Map();
    counts.set(limit, (counts.get(limit) ?? 0) + 1);
  }
  if (counts === undefined) return [];
  return [...counts].filter(([limit, count]) => count > limit.max).map(([limit]) => limit);
}
