import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { firstExchange, refreshes } from "./uses-endpoint.js";

export const dataApiRefreshOnBack = defineRule({
  id: "data-api-refresh-on-back",
  code: "INVALID_PROPERTY_VALUE",
  severity: "error",
  what: "`refresh_on_back` is true in a flow without `data_api_version`.",
  why: "Going back then asks the data endpoint, and `data_api_version` says that there is one.",
  source: sources.errorCodes,
  check: (flow, report) => {
    // Beside a `data_exchange` the missing `data_api_version` is reported already.
    if (flow.dataApiVersion !== undefined || firstExchange(flow) !== undefined) return;
    for (const refresh of refreshes(flow)) {
      report(
        value(refresh),
        "`refresh_on_back` can be true only in a flow with `data_api_version`: it asks the data endpoint.",
      );
    }
  },
});
