/** Names that a config may use, and keys that people look for in it. */
import { didYouMean } from "../text/nearest.js";
import type { Vocabulary } from "../yaml/check.js";
import { settableRules } from "./rule-groups.js";
import { looksSecret } from "./secrets.js";

/** Inputs that people look for in this file, and why they are not in it. */
const elsewhere: Readonly<Record<string, string>> = {
  "api-base-url":
    "It decides who is sent the API key, and a pull request could change it here; set `KAPSO_API_BASE_URL` in the environment.",
  "graph-version": "Set `META_GRAPH_VERSION` in the environment.",
};

/** For a config whose `rules` may name these. */
export function configVocabulary(ruleIds: readonly string[]): Vocabulary<"secret" | "unknown-rule"> {
  const rules = settableRules(ruleIds);
  const known = new Set(rules);
  return {
    name: ({ key, keyRange, value }) => {
      if (known.has(key)) return undefined;
      const message = `No rule is called \`${key}\`.${isCode(key) ? codeHint(key) : didYouMean(key, rules)}`;
      return { rule: "unknown-rule", message, pointer: value.pointer, range: keyRange };
    },
    key: ({ key, keyRange, value }) => {
      if (!looksSecret(key)) return Object.hasOwn(elsewhere, key) ? elsewhere[key] : undefined;
      const message = `\`${key}\` looks like a secret, and secrets are never read from this file. Remove it, set the environment variable \`KAPSO_API_KEY\` (in CI from the secrets of the repository), and replace the key if it was ever committed.`;
      return { rule: "secret", message, pointer: value.pointer, range: keyRange };
    },
  };
}

/** Findings show their code beside their rule, and the code catches the eye first. */
function isCode(key: string): boolean {
  return /^[A-Z][A-Z\d_]*_[A-Z\d_]+$/.test(key);
}

function codeHint(code: string): string {
  return ` Keys are ids of rules, not codes; \`wa-flows explain ${code}\` names the rules of a code.`;
}
