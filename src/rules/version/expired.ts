/**
 * Two rules about one fact, of which one speaks: to publish a flow its text is uploaded, which is refused; a flow that
 * is there already can no longer be sent. No version had expired by the table of 2025-11-11.
 */
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { declaredVersion } from "./declared-version.js";

export const versionUnsupported = defineRule({
  id: "version-unsupported",
  code: "UNSUPPORTED_FLOW_JSON_VERSION",
  severity: "error",
  what: "The flow is to be published, and its version has expired.",
  why: "Meta takes no more flows of an expired version.",
  source: sources.errorCodes,
  check: (flow, report) => {
    const version = flow.forPublish ? declaredVersion(flow) : undefined;
    if (version?.state !== "expired") return;
    const message = `Flow JSON ${version.row.version} expired on ${version.row.expired ?? ""} and is refused; move to \`${flow.platform.recommended}\`.`;
    report(value(version.node), message);
  },
});

export const versionExpiredSend = defineRule({
  id: "version-expired-send",
  code: "WF_VERSION_EXPIRED",
  severity: "error",
  what: "The version of the flow has expired.",
  why: "Flows of an expired version can be neither sent nor opened.",
  source: sources.versioning,
  check: (flow, report) => {
    const version = flow.forPublish ? undefined : declaredVersion(flow);
    if (version?.state !== "expired") return;
    const message = `Flow JSON ${version.row.version} expired on ${version.row.expired ?? ""}: the flow can be neither sent nor opened. Move to \`${flow.platform.recommended}\`.`;
    report(value(version.node), message);
  },
});
