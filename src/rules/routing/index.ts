import type { Check } from "../../flow/rule.js";
import { routingBackwardRoute } from "./routing-backward-route.js";
import { routingDeadEnd } from "./routing-dead-end.js";
import { routingInvalidSource } from "./routing-invalid-source.js";
import { routingLongCycle } from "./routing-long-cycle.js";
import { routingMissingRoute } from "./routing-missing-route.js";
import { routingMissingScreens } from "./routing-missing-screens.js";
import { routingModelWithoutEndpoint } from "./routing-model-without-endpoint.js";
import { routingNoEntry } from "./routing-no-entry.js";
import { routingTargets } from "./routing-targets.js";
import { routingTooManyBranches } from "./routing-too-many-branches.js";
import { routingUnreachable } from "./routing-unreachable.js";
import { routingValueNotArray } from "./routing-value-not-array.js";

export const routingChecks: readonly Check[] = [
  routingMissingScreens,
  routingInvalidSource,
  routingUnreachable,
  routingNoEntry,
  routingTargets,
  routingTooManyBranches,
  routingBackwardRoute,
  routingMissingRoute,
  routingDeadEnd,
  routingLongCycle,
  routingValueNotArray,
  routingModelWithoutEndpoint,
];
