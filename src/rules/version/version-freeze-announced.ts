import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { declaredVersion } from "./declared-version.js";

export const versionFreezeAnnounced = defineRule({
  id: "version-freeze-announced",
  code: "WF_VERSION_FREEZING",
  severity: "warning",
  what: "A day is announced from which the version of the flow is frozen or expired.",
  why: "From that day on the flow can no longer be published.",
  source: sources.versioning,
  check: (flow, report) => {
    const version = declaredVersion(flow);
    if (version?.state !== "freezing") return;
    const { row } = version;
    const end = row.frozen === undefined ? `expires on ${row.expired ?? ""}` : `is frozen from ${row.frozen} on`;
    report(value(version.node), `Flow JSON ${row.version} ${end}; move to \`${flow.platform.recommended}\` before.`);
  },
});
