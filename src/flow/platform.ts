import { components } from "./components/index.js";
import type { ComponentSpec } from "./spec.js";
import { recommendedVersion, type VersionRow, versionTable } from "./versions.js";

/** The tables that differ by version, as one value, so that a test (or a preview of a coming version) can hand in others. */
export interface Platform {
  readonly versions: readonly VersionRow[];
  readonly recommended: string;
  readonly components: readonly ComponentSpec[];
}

export const platform: Platform = { versions: versionTable, recommended: recommendedVersion, components };
