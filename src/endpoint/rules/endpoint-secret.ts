import type { AnyNode } from "acorn";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { kapso } from "../sources.js";

/** Forms of secrets that their makers publish, so that they are found where they leak. */
const forms: readonly { readonly what: string; readonly form: RegExp }[] = [
  { what: "a private key", form: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/ },
  { what: "an access token of Meta", form: /\bEAA[A-Za-z0-9]{60,}/ },
  { what: "an AWS access key", form: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  { what: "a GitHub token", form: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,})/ },
  { what: "a Stripe key", form: /\b[sr]k_(?:live|test)_[A-Za-z0-9]{20,}/ },
  { what: "a Slack token", form: /\bxox[abeprs]-[A-Za-z0-9-]{20,}/ },
  { what: "a Google API key", form: /\bAIza[\w-]{35}\b/ },
  { what: "an OpenAI or Anthropic key", form: /\bsk-(?:proj-|ant-[a-z0-9]+-)?\w{32,}/ },
  { what: "a JSON Web Token", form: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/ },
];

/** Names under which people keep secrets. */
const secretName = /(?:api|access|auth|private|secret|service)[_-]?(?:key|token)|secret|password|passwd|bearer/i;
/** What stands for a secret that is not there. */
const placeholder =
  /your|example|sample|dummy|placeholder|changeme|replace|insert|todo|fake|mock|test|xxx|\*{3}|\.{3}|<|\$\{|^(.)\1*$/i;

/** The same for secrets of a known form, in which short words may come up by chance. */
const standIn = /your|example|placeholder|xxxx|(.)\1{9}/i;

export const endpointSecret: EndpointRule = {
  id: "endpoint-secret",
  code: "WF_ENDPOINT_SECRET",
  severity: "warning",
  what: "A secret seems to be written into data endpoint code.",
  why: "Everybody who can read the repository or the function can use it; Kapso keeps secrets apart, and hands them to the handler in `env`.",
  source: kapso,
  find: function* (code): Generator<EndpointFinding> {
    for (const { node, text } of code.texts) {
      const known = forms.find(({ form }) => form.test(text));
      const named = known === undefined && isSecretName(nameFor(node, code.names.parents)) && looksRandom(text);
      if ((known === undefined && !named) || (named ? placeholder : standIn).test(text)) continue;
      const what = known?.what ?? "a secret";
      const message = `This looks like ${what}. Store it as a secret of the function and read it from \`env\`; then replace it, as it is known now.`;
      yield { start: node.start, end: node.end, message, ...(named ? { severity: "info" as const } : {}) };
    }
  },
};

function isSecretName(name: string | undefined): boolean {
  return name !== undefined && secretName.test(name);
}

/** The variable, member or key that a text is given to. */
function nameFor(node: AnyNode, parents: ReadonlyMap<AnyNode, AnyNode>): string | undefined {
  const parent = parents.get(node);
  switch (parent?.type) {
    case "VariableDeclarator":
      return parent.id.type === "Identifier" ? parent.id.name : undefined;
    case "Property":
      if (parent.value !== node) return undefined;
      return parent.key.type === "Identifier"
        ? parent.key.name
        : parent.key.type === "Literal"
          ? String(parent.key.value)
          : undefined;
    case "AssignmentExpression": {
      const { left } = parent;
      if (left.type === "Identifier") return left.name;
      return left.type === "MemberExpression" && left.property.type === "Identifier" ? left.property.name : undefined;
    }
    default:
      return undefined;
  }
}

/** At least twenty characters without a blank, letters with digits, hardly any twice: a word or an address is not so. */
function looksRandom(text: string): boolean {
  if (text.length < 20 || text.length > 200 || !/^[\w+/=.-]+$/.test(text) || !/\d/.test(text) || !/[a-z]/i.test(text))
    return false;
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits >= 3.5;
}
