/** Names are looked up here; what happens with addresses is in test/sandbox/allow-fetch.test.ts. */
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outsideFetch } from "../../../../src/host/sandbox/outside-fetch.js";
import { isPublicAddress } from "../../../../src/host/sandbox/public-address.js";

const request = { method: "GET", headers: [], body: null, redirect: "follow" };
const never = new AbortController().signal;

describe("a name", () => {
  let visits = 0;
  let port = 0;
  const server = createServer((_, response) => {
    visits += 1;
    response.end("here");
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
  });
  afterAll(() => server.close());

  test.each([
    ["of this machine", ["127.0.0.1"]],
    ["of its surroundings", ["10.0.0.7"]],
    ["of cloud metadata", ["169.254.169.254"]],
    ["of both kinds", ["93.184.215.14", "127.0.0.1"]],
    ["of IPv6 that carries IPv4", ["::ffff:127.0.0.1"]],
  ])("with an address %s is not asked", async (_, addresses) => {
    const resolve = async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    const fetch = outsideFetch([`rebound.example:${port}`], resolve);
    const answer = await fetch({ ...request, url: `http://rebound.example:${port}/` }, never);
    expect(answer).toMatchObject({ kind: "failed", message: expect.stringContaining("not public") });
    expect(visits).toBe(0);
  });

  test("that is not allowed is not even looked up", async () => {
    let lookups = 0;
    const resolve = async () => {
      lookups += 1;
      return [];
    };
    const url = "https://evil.example/?leak=1";
    expect(await outsideFetch(["api.example.com"], resolve)({ ...request, url }, never)).toEqual({
      kind: "refused",
      url,
    });
    expect(lookups).toBe(0);
  });

  test("without an address fails", async () => {
    const fetch = outsideFetch(["gone.example"], async () => []);
    expect(await fetch({ ...request, url: "http://gone.example/" }, never)).toEqual({
      kind: "failed",
      message: "gone.example has no address",
    });
  });

  test("`localhost` is this machine, where it is allowed", async () => {
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    const fetch = outsideFetch([`localhost:${port}`], resolve);
    expect(await fetch({ ...request, url: `http://localhost:${port}/` }, never)).toMatchObject({ status: 200 });
  });
});

test.each([
  ["8.8.8.8", true],
  ["93.184.215.14", true],
  ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", true],
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["169.254.169.254", false],
  ["172.31.255.255", false],
  ["192.168.0.1", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["::", false],
  ["::1", false],
  ["::ffff:8.8.8.8", false],
  ["64:ff9b::7f00:1", false],
  ["fc00::1", false],
  ["fe80::1", false],
  ["ff02::1", false],
  ["2001:db8::1", false],
  ["2002:7f00:1::", false],
  ["no address", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
