import type { Check } from "../../flow/rule.js";
import { dataApiChannelUriLegacy } from "./data-api-channel-uri-legacy.js";
import { dataApiRefreshOnBack } from "./data-api-refresh-on-back.js";
import { dataApiRoutingModelRequired } from "./data-api-routing-model-required.js";
import { dataApiUnused } from "./data-api-unused.js";
import { dataApiVersionRequired } from "./data-api-version-required.js";

export const dataApiChecks: readonly Check[] = [
  dataApiVersionRequired,
  dataApiRoutingModelRequired,
  dataApiRefreshOnBack,
  dataApiChannelUriLegacy,
  dataApiUnused,
];
