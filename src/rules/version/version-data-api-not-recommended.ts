import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";

export const versionDataApiNotRecommended = defineRule({
  id: "version-data-api-not-recommended",
  code: "WF_VERSION_NOT_RECOMMENDED",
  severity: "warning",
  off: true,
  since: "7.3",
  what: "`data_api_version` is 3.0, though the flow could use 4.0.",
  why: "4.0 is the recommended one; 3.0 is still fully supported.",
  source: sources.changelog,
  check: (flow, report) => {
    const node = flow.dataApiVersion;
    if (node?.kind !== "string" || node.value !== "3.0") return;
    report(value(node), "Data API 3.0 is supported, but 4.0 is the recommended version.");
  },
});
