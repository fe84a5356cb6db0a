/** Tells addresses of the open network from those of this machine and its surroundings. */
import { BlockList, isIP } from "node:net";

type Family = "ipv4" | "ipv6";

/** What is not of the open network. Source: IANA's registries of special-purpose addresses, 2026-11. */
const special: Readonly<Record<Family, readonly (readonly [address: string, bits: number])[]>> = {
  ipv4: [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ],
  ipv6: [
    // Everything but 2000::/3: loopback, local and multicast addresses, and those that carry one of IPv4.
    ["::", 3],
    ["4000::", 2],
    ["8000::", 1],
    ["2001::", 23],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["3fff::", 20],
  ],
};

const lists = new Map<Family, BlockList>();

/** Whether an IP address belongs to the open network. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  return !listOf(family).check(address, family);
}

/** One list for each: an address of IPv4 is also looked for among those of IPv6 that carry it. */
function listOf(family: Family): BlockList {
  const known = lists.get(family);
  if (known !== undefined) return known;
  const list = new BlockList();
  for (const [address, bits] of special[family]) list.addSubnet(address, bits, family);
  lists.set(family, list);
  return list;
}
