import { UsageError } from "../errors/errors.js";

/** The host of the service. Source: Kapso docs, API introduction. */
export const DEFAULT_BASE_URL = "https://api.kapso.ai";
/** Graph version of the proxy path. Source: agent-skills, META_GRAPH_VERSION. */
export const DEFAULT_GRAPH_VERSION = "v24.0";

/** What people paste behind the host; one of these is cut (kapso-api.md section 4). */
const SURFACE = /\/(?:platform\/v1|meta\/whatsapp\/v\d+\.\d+|meta\/v\d+\.\d+|meta\/whatsapp|meta)$/;

const HINT = `Write the bare host, such as \`${DEFAULT_BASE_URL}\`.`;

/**
 * The address below which both surfaces lie, without trailing slash. Another path prefix is kept, since a reverse proxy
 * may sit in front. Throws UsageError for what is no usable address; plain `http` is for local hosts only, because the
 * API key travels with every request.
 */
export function normalizeBaseUrl(text: string): string {
  const trimmed = text.trim();
  const url = parse(trimmed);
  if (url.username !== "" || url.password !== "") {
    throw new UsageError("USAGE_BASE_URL", "The base URL has a user name or password in it.", { hint: HINT });
  }
  const shown = `The base URL \`${trimmed}\``;
  if (url.search !== "" || url.hash !== "") {
    throw new UsageError("USAGE_BASE_URL", `${shown} has a query or fragment.`, { hint: HINT });
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new UsageError("USAGE_BASE_URL", `${shown} does not start with \`https://\`.`, { hint: HINT });
  }
  if (url.protocol === "http:" && !isLocalHost(url.hostname)) {
    throw new UsageError(
      "USAGE_BASE_URL",
      `${shown} uses plain \`http\`, which would show the API key to the network.`,
      {
        hint: "Use `https://`; plain `http` is accepted for local hosts only.",
      },
    );
  }
  const path = withoutTrailingSlashes(withoutTrailingSlashes(url.pathname).replace(SURFACE, ""));
  return `${url.origin}${path}`;
}

/** The version of the proxy path with its leading `v`, which people leave out. Throws UsageError for anything else. */
export function normalizeGraphVersion(text: string): string {
  const match = /^v?(\d+\.\d+)$/.exec(text.trim());
  if (match === null) {
    throw new UsageError("USAGE_GRAPH_VERSION", `The Graph version \`${text.trim()}\` is not of the form \`v24.0\`.`, {
      hint: `Leave it out to use \`${DEFAULT_GRAPH_VERSION}\`.`,
    });
  }
  return `v${match[1]}`;
}

/** A host on this machine or of a container network, where no certificate can be had. */
export function isLocalHost(hostname: string): boolean {
  return (
    hostname === "0.0.0.0" ||
    hostname === "[::1]" ||
    hostname === "host.docker.internal" ||
    hostname.endsWith(".localhost") ||
    /^127(?:\.\d+){3}$/.test(hostname) ||
    // A name without a dot (`localhost`, a compose service) cannot be a public host.
    /^[^.:[\]]+$/.test(hostname)
  );
}

function parse(text: string): URL {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text)) return new URL(text);
  throw new UsageError("USAGE_BASE_URL", `The base URL \`${text}\` is not an address.`, { hint: HINT });
}

function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charAt(end - 1) === "/") end--;
  return path.slice(0, end);
}
