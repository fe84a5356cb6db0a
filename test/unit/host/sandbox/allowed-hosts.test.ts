import { describe, expect, test } from "vitest";
import { allowedHosts } from "../../../../src/host/sandbox/allowed-hosts.js";

describe("an entry stands for", () => {
  test.each([
    ["api.example.com", "https://api.example.com/a?b=c", "named"],
    ["api.example.com", "http://api.example.com/", "named"],
    ["api.example.com", "https://API.Example.COM/", "named"],
    ["API.Example.com", "https://api.example.com/", "named"],
    ["api.example.com", "https://api.example.com:443/", "named"],
    ["bücher.example", "https://xn--bcher-kva.example/", "named"],
    ["api.example.com:8443", "https://api.example.com:8443/", "named"],
    ["api.example.com:443", "https://api.example.com/", "named"],
    ["*.example.com", "https://a.b.example.com/", "named"],
    ["127.0.0.1:4010", "http://127.0.0.1:4010/", "address"],
    ["127.0.0.1", "http://2130706433/", "address"],
    ["[::1]:4010", "http://[0:0:0:0:0:0:0:1]:4010/", "address"],
    ["localhost:4010", "http://localhost:4010/", "address"],
  ])("%s: %s", (entry, url, expected) => {
    expect(allowedHosts([entry])(new URL(url))).toBe(expected);
  });
});

describe("an entry does not stand for", () => {
  test.each([
    ["api.example.com", "https://example.com/"],
    ["api.example.com", "https://a.api.example.com/"],
    ["api.example.com", "https://api.example.com.evil.example/"],
    ["api.example.com", "https://api.example.com@evil.example/"],
    ["api.example.com", "https://evil.example/api.example.com"],
    ["api.example.com", "https://user@api.example.com/"],
    ["api.example.com", "https://:secret@api.example.com/"],
    ["api.example.com", "https://api.example.com./"],
    ["api.example.com", "https://api.example.com:8443/"],
    ["api.example.com:443", "http://api.example.com/"],
    ["api.example.com", "ftp://api.example.com/"],
    ["api.example.com", "file://api.example.com/etc/passwd"],
    ["*.example.com", "https://example.com/"],
    ["*.example.com", "https://evilexample.com/"],
    ["*.example.com", "https://a.example.com.evil.example/"],
    ["127.0.0.1", "http://[::ffff:127.0.0.1]/"],
    ["127.0.0.1", "http://[::1]/"],
    ["localhost", "http://127.0.0.1/"],
  ])("%s: %s", (entry, url) => {
    expect(allowedHosts([entry])(new URL(url))).toBe("refused");
  });
});

test("no entry allows nothing", () => {
  expect(allowedHosts([])(new URL("https://api.example.com/"))).toBe("refused");
});

test.each([
  "*",
  "*.com",
  "*.127.0.0.1",
  "a.*.example.com",
  "https://api.example.com",
  "a.example/b",
  "a@b.example",
  "a b",
  "",
  ":80",
  "a.example.",
  "a.example:x",
  "a.example:99999",
])("`%s` is no entry", (entry) => {
  expect(() => allowedHosts([entry])).toThrow(expect.objectContaining({ code: "USAGE_ALLOW_FETCH" }));
});
