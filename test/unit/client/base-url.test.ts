import { describe, expect, test } from "vitest";
import { normalizeBaseUrl, normalizeGraphVersion } from "../../../src/client/base-url.js";
import { UsageError } from "../../../src/errors/errors.js";

describe("normalizeBaseUrl", () => {
  test.each([
    ["https://api.kapso.ai", "https://api.kapso.ai"],
    ["  https://api.kapso.ai  ", "https://api.kapso.ai"],
    ["https://api.kapso.ai/", "https://api.kapso.ai"],
    ["https://api.kapso.ai///", "https://api.kapso.ai"],
    ["https://api.kapso.ai/platform/v1", "https://api.kapso.ai"],
    ["https://api.kapso.ai/platform/v1/", "https://api.kapso.ai"],
    ["https://api.kapso.ai/meta/whatsapp/v24.0", "https://api.kapso.ai"],
    ["https://api.kapso.ai/meta/whatsapp/v9.12/", "https://api.kapso.ai"],
    ["https://api.kapso.ai/meta/v24.0", "https://api.kapso.ai"],
    ["https://api.kapso.ai/meta/whatsapp", "https://api.kapso.ai"],
    ["https://api.kapso.ai/meta", "https://api.kapso.ai"],
    ["https://proxy.example/kapso", "https://proxy.example/kapso"],
    ["https://proxy.example/kapso/platform/v1", "https://proxy.example/kapso"],
    ["https://proxy.example/kapso//meta", "https://proxy.example/kapso"],
    // Only one is cut.
    ["https://proxy.example/meta/platform/v1", "https://proxy.example/meta"],
    ["https://proxy.example/platform/v2", "https://proxy.example/platform/v2"],
    ["https://proxy.example/mymeta", "https://proxy.example/mymeta"],
    ["HTTPS://API.KAPSO.AI:443/", "https://api.kapso.ai"],
    ["https://api.kapso.ai:8443", "https://api.kapso.ai:8443"],
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
    ["http://localhost:4010/platform/v1", "http://localhost:4010"],
    ["http://[::1]:4010", "http://[::1]:4010"],
    ["http://emulator:4010", "http://emulator:4010"],
    ["http://kapso.localhost", "http://kapso.localhost"],
  ])("takes %s for %s", (text, expected) => {
    expect(normalizeBaseUrl(text)).toBe(expected);
  });

  test.each([
    ["", "is not an address"],
    ["api.kapso.ai", "is not an address"],
    ["localhost:4010", "is not an address"],
    ["https://", "is not an address"],
    ["ftp://api.kapso.ai", "does not start with `https://`"],
    ["http://api.kapso.ai", "uses plain `http`"],
    ["http://127.0.0.1.example.com", "uses plain `http`"],
    ["http://10.0.0.8", "uses plain `http`"],
    ["https://api.kapso.ai?key=1", "has a query or fragment"],
    ["https://api.kapso.ai/#here", "has a query or fragment"],
  ])("refuses %s", (text, reason) => {
    expect(() => normalizeBaseUrl(text)).toThrow(UsageError);
    expect(() => normalizeBaseUrl(text)).toThrow(reason);
  });

  test("does not repeat a password", () => {
    expect(() => normalizeBaseUrl("https://me:geheim@api.kapso.ai")).toThrow(/^(?!.*geheim)/);
  });
});

describe("normalizeGraphVersion", () => {
  test.each([
    ["v24.0", "v24.0"],
    ["24.0", "v24.0"],
    [" v23.0 ", "v23.0"],
  ])("takes %s for %s", (text, expected) => {
    expect(normalizeGraphVersion(text)).toBe(expected);
  });

  test.each(["", "24", "latest", "v24.0/../x"])("refuses %s", (text) => {
    expect(() => normalizeGraphVersion(text)).toThrow(UsageError);
  });
});
