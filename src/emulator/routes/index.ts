/**
 * Every operation of the API description, in the order in which paths are tried: on the proxy the literal prefix
 * `/flows/` comes before paths that start with an id (section 12).
 */
import type { Route } from "../world.js";
import { dataEndpointRoutes } from "./data-endpoints.js";
import { flowRoutes } from "./flows.js";
import { functionRoutes } from "./functions.js";
import { metaAssetRoutes } from "./meta-assets.js";
import { metaFlowRoutes } from "./meta-flows.js";
import { metaMessageRoutes } from "./meta-messages.js";
import { observabilityRoutes } from "./observability.js";
import { phoneNumberRoutes } from "./phone-numbers.js";
import { versionRoutes } from "./versions.js";

export const routes: readonly Route[] = [
  ...flowRoutes,
  ...versionRoutes,
  ...dataEndpointRoutes,
  ...observabilityRoutes,
  ...phoneNumberRoutes,
  ...functionRoutes,
  ...metaFlowRoutes,
  ...metaAssetRoutes,
  ...metaMessageRoutes,
];
