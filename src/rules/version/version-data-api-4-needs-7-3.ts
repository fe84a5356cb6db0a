import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";

/** What 4.0 adds, the `flow_token_signature` of requests, is sent for Flow JSON 7.3 and later. */
export const versionDataApi4Needs73 = defineRule({
  id: "version-data-api-4-needs-7-3",
  code: "WF_DATA_API_VERSION_TOO_NEW",
  severity: "warning",
  until: "7.2",
  what: "`data_api_version` is 4.0 in a flow below 7.3.",
  why: "What Data API 4.0 adds is only sent for Flow JSON 7.3 and later.",
  source: sources.endpoint,
  check: (flow, report) => {
    const node = flow.dataApiVersion;
    if (node?.kind !== "string" || node.value !== "4.0") return;
    const message = `Data API 4.0 came with Flow JSON 7.3; this flow declares ${flow.versionText ?? ""}. Use \`"3.0"\`, or raise \`version\`.`;
    report(value(node), message);
  },
});
