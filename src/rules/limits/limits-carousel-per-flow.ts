import { componentsOf } from "../../flow/components-by-type.js";
import { maxCarouselsPerFlow } from "../../flow/limits.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { componentPlace } from "../component-place.js";

export const limitsCarouselPerFlow = defineRule({
  id: "limits-carousel-per-flow",
  code: "WF_MAX_PER_FLOW",
  severity: "error",
  since: "7.1",
  what: `All screens together hold more than ${maxCarouselsPerFlow} ImageCarousels.`,
  why: "The documentation limits how many carousels a flow holds, besides the limit per screen.",
  source: sources.components,
  check: (flow, report) => {
    const carousels = componentsOf(flow, "ImageCarousel");
    const extra = carousels[maxCarouselsPerFlow];
    if (extra === undefined) return;
    const message = `A flow holds ${maxCarouselsPerFlow} ImageCarousels at most; this one has ${carousels.length}.`;
    report(componentPlace(extra), message);
  },
});
