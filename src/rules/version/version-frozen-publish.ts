import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { versionTable } from "../../flow/versions.js";
import { declaredVersion } from "./declared-version.js";

/** Versions freeze from the oldest on, so the newest frozen one of the table bounds the rule. */
const lastFrozen = versionTable.findLast((row) => row.frozen !== undefined)?.version;

export const versionFrozenPublish = defineRule({
  id: "version-frozen-publish",
  code: "139002",
  severity: "error",
  ...(lastFrozen === undefined ? {} : { until: lastFrozen }),
  what: "The version of the flow is frozen.",
  why: "Publishing a flow of a frozen version fails. A draft may hold it, and published flows can still be sent: a warning then.",
  source: sources.changelog,
  check: (flow, report) => {
    const version = declaredVersion(flow);
    if (version?.state !== "frozen") return;
    const message = `Flow JSON ${version.row.version} can no longer be published (since ${version.row.frozen ?? ""}); move to \`${flow.platform.recommended}\`.`;
    report(value(version.node), message, flow.forPublish ? undefined : { severity: "warning" });
  },
});
