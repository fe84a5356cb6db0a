import { defineRule, open, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { firstExchange } from "./uses-endpoint.js";

export const dataApiVersionRequired = defineRule({
  id: "data-api-version-required",
  code: "MISSING_REQUIRED_PROPERTY",
  severity: "error",
  what: "An action is `data_exchange`, and the flow has no `data_api_version`.",
  why: "`data_exchange` asks the data endpoint, and `data_api_version` says that there is one.",
  source: sources.errorCodes,
  check: (flow, report) => {
    if (flow.dataApiVersion !== undefined) return;
    const action = firstExchange(flow);
    if (action === undefined) return;
    const message =
      "`data_api_version` is missing: an action of this flow is `data_exchange`, which asks the data endpoint. A `routing_model` is needed then, too.";
    report(open(flow.root), message, {
      related: [{ message: "This action asks the endpoint.", place: value(action.node) }],
    });
  },
});
