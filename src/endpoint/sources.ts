/** Kapso publishes its function contracts as samples and scripts; this is where they begin. */
export const kapso = "https://docs.kapso.ai";

/** How a handler is declared, for messages. */
export const signature = "`async function handler(request, env) { … }`";
