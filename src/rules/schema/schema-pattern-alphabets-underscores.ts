import { renamedScreens, renameScreen } from "../../flow/rename-screen.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { quotedAll, shorten } from "../../flow/words.js";
import { property } from "../../json/read.js";

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
    for (const { node } of flow.screens) {
      const id = property(node, "id");
      if (id?.kind !== "string" || allowed.test(id.value)) continue;
      const wrong = [...new Set([...id.value].filter((character) => !allowed.test(character)))];
      const message = `The id \`${shorten(id.value)}\` has ${quotedAll(wrong, 5)}; a screen id has only the letters A to Z and underscores.`;
      names ??= renamedScreens(flow);
      const name = names.get(id.value);
      if (name === undefined) report(value(id), message);
      else {
        const title = `Rename the screen to \`${name}\`, with everything that names it`;
        report(value(id), message, { fix: { title, edits: renameScreen(flow, id.value, name) } });
      }
    }
  },
});
