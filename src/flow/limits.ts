import type { VersionBounds } from "./versions.js";

/** Numbers of the platform that are not limits of one property. Source: Meta's Flow JSON and component references. */

/** Bytes of the text in UTF-8. The page says 10 MB without saying which MB; between the two a warning is given. */
export const maxFlowBytes = { error: 10 * 1024 * 1024, warning: 10_000_000 } as const;
export const maxScreens = 100;
export const maxBranchesPerScreen = 10;
export const maxComponentsPerScreen = 50;
export const maxIfDepth = 3;

/** How many of a component one screen can show at once, and the rule that says so. */
export const countsPerScreen: readonly (VersionBounds & {
  readonly type: string;
  readonly max: number;
  readonly rule: string;
})[] = [
  { type: "EmbeddedLink", max: 2, rule: "limits-embedded-link-per-screen" },
  { type: "Footer", max: 1, rule: "limits-footer-per-screen" },
  { type: "Image", max: 3, rule: "limits-image-per-screen" },
  { type: "OptIn", max: 5, rule: "limits-opt-in-per-screen" },
  { type: "NavigationList", max: 2, rule: "limits-navigation-list-per-screen", since: "6.2" },
  { type: "ImageCarousel", max: 2, rule: "limits-image-carousel-per-screen", since: "7.1" },
  { type: "PhotoPicker", max: 1, rule: "limits-photo-picker-per-screen", since: "4.0" },
  { type: "DocumentPicker", max: 1, rule: "limits-document-picker-per-screen", since: "4.0" },
];
export const maxCarouselsPerFlow = 3;
