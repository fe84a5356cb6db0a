import { quoted } from "../../flow/words.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

/**
 * Names that are global in Node or in browsers, and what to use instead.
 * Source: Cloudflare's list of web standards in Workers; the compatibility flags that add some of Node's are off.
 */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["process", "take secrets from `env`, as in `env.API_KEY`"],
  ["Buffer", "use `atob`, `btoa`, `TextEncoder` or `Uint8Array`"],
  ["__dirname", "there are no files"],
  ["__filename", "there are no files"],
  ["setImmediate", "use `setTimeout`, or `await`"],
  ["clearImmediate", "use `clearTimeout`"],
  ["window", "use `globalThis`"],
  ["document", "there is no page"],
  ["localStorage", "keep values in `env.KV`"],
  ["sessionStorage", "keep values in `env.KV`"],
  ["XMLHttpRequest", "use `fetch`"],
  ["alert", "answer with `error_message`"],
]);

export const endpointGlobalMissing: EndpointRule = {
  id: "endpoint-global-missing",
  code: "WF_ENDPOINT_GLOBAL_MISSING",
  severity: "error",
  what: "Data endpoint code uses a global of Node or of browsers.",
  why: `The code runs in Cloudflare Workers, which have no ${quoted(["process", "Buffer", "window"])}; the line throws when it is reached.`,
  source: "https://developers.cloudflare.com/workers/runtime-apis/web-standards/",
  find: function* (code): Generator<EndpointFinding> {
    for (const use of code.names.undeclared) {
      const instead = elsewhere.get(use.name);
      if (instead === undefined || code.asksFor(use.name) || code.isCaught(use)) continue;
      const message = `There is no \`${use.name}\` where the code runs; ${instead}.`;
      yield { start: use.start, end: use.end, message };
    }
  },
};
