import { shownAtOnce } from "../../flow/counting.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { componentPlace } from "../component-place.js";

/** Two pickers of one type are `limits-photo-picker-per-screen` and `limits-document-picker-per-screen`. */
export const nativeOnePickerPerScreen = defineRule({
  id: "native-one-picker-per-screen",
  code: "WF_NATIVE_PICKERS_PER_SCREEN",
  severity: "error",
  since: "4.0",
  what: "A screen has a PhotoPicker and a DocumentPicker.",
  why: "A screen takes one of the two; put them on two screens.",
  source: sources.media,
  check: (flow, report) => {
    for (const { children, components } of flow.screens) {
      const photos = components.find((component) => component.spec?.type === "PhotoPicker");
      if (photos === undefined || children === undefined) continue;
      const documents = components.find((component) => component.spec?.type === "DocumentPicker");
      if (documents === undefined) continue;
      const { extra } = shownAtOnce(children, (component) => component === photos || component === documents, 1);
      if (extra === undefined) continue;
      const other = extra === photos ? documents : photos;
      report(componentPlace(extra), `A screen takes either a PhotoPicker or a DocumentPicker, and this one has both.`, {
        related: [{ message: `The ${other.type ?? "other one"}.`, place: componentPlace(other) }],
      });
    }
  },
});
