import { defineRule, key } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { usesEndpoint } from "./uses-endpoint.js";

export const dataApiUnused = defineRule({
  id: "data-api-unused",
  code: "WF_ENDPOINT_UNUSED",
  severity: "warning",
  what: "The flow has `data_api_version`, and nothing in it asks a data endpoint.",
  why: "That is right when the flow is opened by `data_exchange`; without an endpoint such a flow fails on the phone.",
  source: sources.endpoint,
  check: (flow, report) => {
    if (flow.dataApiVersion === undefined || usesEndpoint(flow)) return;
    const message =
      "Nothing in this flow asks a data endpoint: no action is `data_exchange`, and no screen has `refresh_on_back`. Remove `data_api_version` unless the endpoint opens the flow.";
    report(key(flow.dataApiVersion), message);
  },
});
