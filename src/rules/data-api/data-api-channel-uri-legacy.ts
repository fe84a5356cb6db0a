import { defineRule, open } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

export const dataApiChannelUriLegacy = defineRule({
  id: "data-api-channel-uri-legacy",
  code: "139002",
  severity: "warning",
  until: "2.1",
  what: "A flow below 3.0 with `data_api_version` has no `data_channel_uri`.",
  why: "Before 3.0 the address of the endpoint stands in the flow, and without it the flow cannot be published.",
  source: sources.errorCodes,
  check: (flow, report) => {
    if (flow.dataApiVersion === undefined || property(flow.root, "data_channel_uri") !== undefined) return;
    report(
      open(flow.root),
      "`data_channel_uri` is missing: before Flow JSON 3.0 the address of the endpoint stands in the flow.",
    );
  },
});
