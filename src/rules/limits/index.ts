import type { Check } from "../../flow/rule.js";
import { limitsCarouselPerFlow } from "./limits-carousel-per-flow.js";
import { limitsComponentsPerScreenDocumented } from "./limits-components-per-screen-documented.js";
import { limitsMaxScreens } from "./limits-max-screens.js";
import { limitsMinGreaterThanMax } from "./limits-min-greater-than-max.js";
import { limitsSelectedItemsExceedOptions } from "./limits-selected-items-exceed-options.js";
import { perScreen } from "./per-screen.js";

export const limitsChecks: readonly Check[] = [
  limitsMaxScreens,
  perScreen,
  limitsCarouselPerFlow,
  limitsComponentsPerScreenDocumented,
  limitsMinGreaterThanMax,
  limitsSelectedItemsExceedOptions,
];
