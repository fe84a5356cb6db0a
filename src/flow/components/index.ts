import type { ComponentSpec } from "../spec.js";
import { containerComponents } from "./containers.js";
import { inputComponents } from "./input.js";
import { mediaComponents } from "./media.js";
import { navigationComponents } from "./navigation.js";
import { selectionComponents } from "./selection.js";
import { textComponents } from "./text.js";

/** Every component of Flow JSON. */
export const components: readonly ComponentSpec[] = [
  ...textComponents,
  ...inputComponents,
  ...selectionComponents,
  ...mediaComponents,
  ...navigationComponents,
  ...containerComponents,
];
