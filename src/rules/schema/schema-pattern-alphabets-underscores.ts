import { renamedScreens, renameScreen } from "../../flow/rename-screen.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { quotedAll, shorten } from "../../flow/words.js";
import { screenPlace } from "../screen-place.js";

const allowed = /^[A-Za-z_]*$/;

export const schemaPatternAlphabetsUnderscores = defineRule({
  id: "schema-pattern-alphabets-underscores",
  code: "PATTERN_MISMATCH",
  severity: "error",
  what: "The id of a screen has other characters than the letters A to Z and underscores.",
  why: "Meta takes no digits, hyphens, blanks or other letters in a screen id.",
  source: sources.errorCodes,
  check: (flow, report) => {
    let names: ReadonlyMap<string, string> | undefined;
    for (const screen of flow.screens) {
      const { id } = screen;
      if (id === undefined || allowed.test(id)) continue;
      const place = screenPlace(screen);
      const wrong = [...new Set([...id].filter((character) => !allowed.test(character)))];
      const message = `The id \`${shorten(id)}\` has ${quotedAll(wrong, 5)}; a screen id has only the letters A to Z and underscores.`;
      names ??= renamedScreens(flow);
      const name = names.get(id);
      if (name === undefined) report(place, message);
      else {
        const title = `Rename the screen to \`${name}\`, with everything that names it`;
        report(place, message, { fix: { title, edits: renameScreen(flow, id, name) } });
      }
    }
  },
});
