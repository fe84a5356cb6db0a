import { shorten } from "../../flow/words.js";
import { didYouMean } from "../../text/nearest.js";
import type { EndpointRule } from "../rule.js";
import { kapso, signature } from "../sources.js";

export const endpointHandlerMissing: EndpointRule = {
  id: "endpoint-handler-missing",
  code: "WF_ENDPOINT_HANDLER",
  severity: "error",
  what: "Data endpoint code has no function `handler`.",
  why: "Kapso puts the code into a worker and calls the function `handler` in it; anything else does not run.",
  source: kapso,
  find: ({ names }) => {
    if (names.top.has("handler")) return [];
    const functions = [...names.top.values()]
      .filter(({ origin }) => origin.kind === "function")
      .map(({ name }) => shorten(name));
    const message = `There is no function \`handler\`; write ${signature}.${didYouMean("handler", functions)}`;
    return [{ start: 0, end: 0, message }];
  },
};
