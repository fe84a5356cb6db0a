/** Tells addresses of the open network from those of this machine and its surroundings. */
import { BlockList, isIP } from "node:net";

/** Source: IANA's registries of special-purpose addresses, 2026-11. */
const special: readonly (readonly [address: string, bits: number, family: "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.0.2.0", 24, "ipv4"],
  ["192.88.99.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["198.51.100.0", 24, "ipv4"],
  ["203.0.113.0", 24, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
];

let blocked: BlockList | undefined;

/** Whether an IP address belongs to the open network. IPv6 counts only where it is global unicast and carries no IPv4. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  blocked ??= blockList();
  return family === 4 ? !blocked.check(address, "ipv4") : !blocked.check(address, "ipv6");
}

function blockList(): BlockList {
  const list = new BlockList();
  for (const [address, bits, family] of special) list.addSubnet(address, bits, family);
  // Everything below and above 2000::/3, which holds the loopback, local, mapped and multicast ones.
  for (const [address, bits] of [
    ["::", 3],
    ["4000::", 2],
    ["8000::", 1],
    // Teredo and others, documentation, 6to4: ways back to IPv4.
    ["2001::", 23],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["3fff::", 20],
  ] as const) {
    list.addSubnet(address, bits, "ipv6");
  }
  return list;
}
