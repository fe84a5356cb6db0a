import { navigations } from "../../flow/navigations.js";
import { routingProblems } from "../../flow/routing-check.js";
import { removeItem } from "../../flow/routing-edits.js";
import { defineRule, value } from "../../flow/rule.js";
import { shorten } from "../../flow/words.js";
import { idOf, invalidRoutingModel } from "./common.js";

export const routingBackwardRoute = defineRule({
  ...invalidRoutingModel,
  id: "routing-backward-route",
  what: "`routing_model` has routes between two screens in both directions.",
  why: "Routes only lead forward; going back is what the phone offers by itself.",
  check: (flow, report) => {
    for (const { route, forward } of routingProblems(flow).backRoutes) {
      const [from, to] = [shorten(idOf(route.from)), shorten(idOf(route.to))];
      const message = `The route from \`${from}\` back to \`${to}\` is not allowed beside the one from \`${to}\` to \`${from}\`; going back needs no route.`;
      const related = [{ message: "The forward route.", place: value(forward.node) }];
      const { parent } = route.node;
      const used = navigations(flow).some(({ from: source, to: target }) => {
        return source === route.from && target.kind === "screen" && target.screen === route.to;
      });
      // Where an action goes that way, it is the author who knows which of the two is wrong.
      if (used || parent?.kind !== "array") report(value(route.node), message, { related });
      else {
        const fix = { title: `Remove the route back to \`${to}\``, edits: [removeItem(parent, route.node)] };
        report(value(route.node), message, { related, fix });
      }
    }
  },
});
