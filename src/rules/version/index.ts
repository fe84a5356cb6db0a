import type { Check } from "../../flow/rule.js";
import { versionExpiredSend, versionUnsupported } from "./expired.js";
import { versionDataApi4Needs73 } from "./version-data-api-4-needs-7-3.js";
import { versionDataApiNotRecommended } from "./version-data-api-not-recommended.js";
import { versionFreezeAnnounced } from "./version-freeze-announced.js";
import { versionFrozenPublish } from "./version-frozen-publish.js";
import { versionInvalid } from "./version-invalid.js";
import { versionNotRecommended } from "./version-not-recommended.js";

export const versionChecks: readonly Check[] = [
  versionInvalid,
  versionUnsupported,
  versionDataApi4Needs73,
  versionFrozenPublish,
  versionExpiredSend,
  versionFreezeAnnounced,
  versionNotRecommended,
  versionDataApiNotRecommended,
];
