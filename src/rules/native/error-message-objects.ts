import { componentsOf } from "../../flow/components-by-type.js";
import { type Check, value } from "../../flow/rule.js";
import { found } from "../../flow/words.js";
import { property } from "../../json/node.js";
import { retypeFix } from "../retype-fix.js";

/** The entries of an object of error messages, which the tables leave free; the rule is one of theirs. */
export const errorMessageObjects: Check = {
  rules: [],
  run: (flow, report) => {
    for (const type of ["PhotoPicker", "DocumentPicker"]) {
      for (const { node } of componentsOf(flow, type)) {
        const messages = property(node, "error-message");
        if (messages?.kind !== "object") continue;
        for (const member of messages.members) {
          if (member.value.kind === "string") continue;
          const message = `\`error-message\` holds a text for each file; found ${found(member.value)}.`;
          const fix = retypeFix(flow.text, member.value, ["string"]);
          report("native-error-message-object", value(member.value), message, fix);
        }
      }
    }
  },
};
