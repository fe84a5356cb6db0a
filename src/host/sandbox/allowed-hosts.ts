/** Which other servers endpoint code may ask: a list that the user gives, of hosts and nothing more. */
import { isIP } from "node:net";
import { UsageError } from "../../errors/errors.js";

/** Says what kind of host an address is of: `named` ones have to be public, `address` ones were given as such. */
export type HostCheck = (url: URL) => "refused" | "named" | "address";

/**
 * Reads entries such as `api.example.com`, `*.example.com`, `127.0.0.1:4010`. One without a port stands for the usual
 * ports of http and https. Throws a UsageError for what is no host.
 */
export function allowedHosts(entries: readonly string[]): HostCheck {
  const rules = entries.map(ruleOf);
  return (url) => {
    if (url.protocol !== "http:" && url.protocol !== "https:") return "refused";
    if (url.username !== "" || url.password !== "") return "refused";
    if (!rules.some((matches) => matches(url))) return "refused";
    return isAddress(url.hostname) || url.hostname === "localhost" ? "address" : "named";
  };
}

function ruleOf(entry: string): (url: URL) => boolean {
  const wildcard = entry.startsWith("*.");
  const host = wildcard ? entry.slice(2) : entry;
  const parsed = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
  // Whatever is more or other than a host and a port is written differently by URL.
  const isHost = parsed !== undefined && /^(\[[\da-f:.]+\]|[^\s/?#@:*[\]\\]+)(:\d+)?$/i.test(host);
  const reason = !isHost
    ? "is no host"
    : parsed.hostname.endsWith(".")
      ? "ends with a dot"
      : wildcard && (isAddress(parsed.hostname) || !parsed.hostname.includes("."))
        ? "stands for too much"
        : undefined;
  if (parsed === undefined || reason !== undefined) {
    throw new UsageError("USAGE_ALLOW_FETCH", `\`${entry}\` ${reason}, so nothing can be allowed by it.`, {
      hint: "Give hosts, such as `api.example.com`, `*.example.com` or `127.0.0.1:4010`.",
    });
  }
  const { hostname } = parsed;
  const port = /:(\d+)$/.exec(host)?.[1];
  return (url) => {
    const isHostname = wildcard ? url.hostname.endsWith(`.${hostname}`) : url.hostname === hostname;
    return isHostname && (port === undefined ? url.port === "" : portOf(url) === Number(port));
  };
}

function portOf({ port, protocol }: URL): number {
  if (port !== "") return Number(port);
  return protocol === "https:" ? 443 : 80;
}

/** The host name of a URL; IPv6 stands in brackets there. */
function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}
