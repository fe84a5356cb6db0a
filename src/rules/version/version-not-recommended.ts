import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { declaredVersion } from "./declared-version.js";

export const versionNotRecommended = defineRule({
  id: "version-not-recommended",
  code: "WF_VERSION_NOT_RECOMMENDED",
  severity: "warning",
  what: "The version of the flow can be published, but is not the recommended one.",
  why: "Older versions are frozen first, often with 90 days of notice.",
  source: sources.changelog,
  check: (flow, report) => {
    const version = declaredVersion(flow);
    if (version?.state !== "older") return;
    report(
      value(version.node),
      `Flow JSON ${version.row.version} is not the recommended version; that is \`${flow.platform.recommended}\`.`,
    );
  },
});
