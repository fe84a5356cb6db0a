import { describe, expect, test } from "vitest";
import type { LockEntry } from "../../../src/deployment/lock.js";
import { emptyLock, lockEntry, lockText, readLock, withLockEntry } from "../../../src/deployment/lock-file.js";
import { ConfigError } from "../../../src/errors/errors.js";

const entry: LockEntry = {
  flowId: "f1",
  metaFlowId: "900",
  flowVersionId: "v1",
  flowJson: "aa",
  categories: ["SURVEY", "SIGN_UP"],
  endpoint: {
    functionId: "fn1",
    code: "bb",
    deployedAt: "2026-11-20T10:00:00Z",
    secrets: ["B", "A"],
    registered: true,
  },
};

function refusal(text: string): ConfigError {
  try {
    readLock(text, "whatsapp-flows.lock.json");
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("It was read.");
}

describe("the text of the lock", () => {
  test("is sorted, indented, and ends with a line feed", () => {
    const lock = withLockEntry(withLockEntry(emptyLock, "staging", "survey", entry), "production", "signup", {
      ...entry,
      categories: null,
      endpoint: null,
    });
    expect(lockText(lock)).toMatchInlineSnapshot(`
      "{
        "schemaVersion": 1,
        "environments": {
          "production": {
            "flows": {
              "signup": {
                "flowId": "f1",
                "metaFlowId": "900",
                "flowVersionId": "v1",
                "flowJson": "aa",
                "categories": null,
                "endpoint": null
              }
            }
          },
          "staging": {
            "flows": {
              "survey": {
                "flowId": "f1",
                "metaFlowId": "900",
                "flowVersionId": "v1",
                "flowJson": "aa",
                "categories": [
                  "SIGN_UP",
                  "SURVEY"
                ],
                "endpoint": {
                  "functionId": "fn1",
                  "code": "bb",
                  "deployedAt": "2026-11-20T10:00:00Z",
                  "secrets": [
                    "A",
                    "B"
                  ],
                  "registered": true
                }
              }
            }
          }
        }
      }
      "
    `);
  });

  test("does not depend on the order in which flows were recorded", () => {
    const names = ["b", "a", "c"];
    const record = (order: readonly string[]): string =>
      lockText(order.reduce((lock, name) => withLockEntry(lock, "staging", name, entry), emptyLock));
    expect(record([...names].reverse())).toBe(record(names));
  });

  test("is read as it was written", () => {
    const text = lockText(withLockEntry(emptyLock, "staging", "signup", entry));
    expect(lockText(readLock(text, "lock"))).toBe(text);
    expect(lockText(readLock(`\ufeff${text.replaceAll("\n", "\r\n")}`, "lock"))).toBe(text);
  });
});

describe("an entry", () => {
  test("is found by environment and flow", () => {
    const lock = withLockEntry(emptyLock, "staging", "signup", entry);
    expect(lockEntry(lock, "staging", "signup")).toBe(entry);
    expect(lockEntry(lock, "staging", "survey")).toBeUndefined();
    expect(lockEntry(lock, "production", "signup")).toBeUndefined();
  });

  test("takes the place of the one before, and leaves the others", () => {
    const both = withLockEntry(withLockEntry(emptyLock, "staging", "a", entry), "staging", "b", entry);
    const changed = withLockEntry(both, "staging", "a", { ...entry, flowId: "f2" });
    expect(lockEntry(changed, "staging", "a")?.flowId).toBe("f2");
    expect(lockEntry(changed, "staging", "b")?.flowId).toBe("f1");
    expect(lockEntry(both, "staging", "a")?.flowId).toBe("f1");
  });

  test.each(["__proto__", "constructor", "toString"])("may be called %s", (name) => {
    expect(lockEntry(emptyLock, name, name)).toBeUndefined();
    const lock = withLockEntry(emptyLock, name, name, entry);
    expect(lockEntry(readLock(lockText(lock), "lock"), name, name)?.flowId).toBe("f1");
  });
});

describe("a lock that cannot be used", () => {
  test.each([
    ["is no JSON", "{", "it is no JSON"],
    [
      "was merged with conflicts",
      '<<<<<<< HEAD\n{"a":1}\n=======\n{}\n>>>>>>> b\n',
      "it has the marks of a merge conflict",
    ],
    ["is something else", '{"name":"x"}', "it is not what this tool writes"],
    ["is a list", "[]", "it is not what this tool writes"],
    ["has no environments", '{"schemaVersion":1}', "it is not what this tool writes"],
    ["has a broken environment", '{"schemaVersion":1,"environments":{"s":{}}}', "its environment `s` cannot be read"],
    [
      "has a broken entry",
      '{"schemaVersion":1,"environments":{"s":{"flows":{"a":{"flowId":1}}}}}',
      "its flow `a` of `s` cannot be read",
    ],
    [
      "has a broken endpoint",
      JSON.stringify({
        schemaVersion: 1,
        environments: { s: { flows: { a: { ...entry, endpoint: { ...entry.endpoint, secrets: "A" } } } } },
      }),
      "its flow `a` of `s` cannot be read",
    ],
  ])("because it %s says so", (_, text, why) => {
    const { code, message, hint } = refusal(text);
    expect(code).toBe("CONFIG_LOCK_BROKEN");
    expect(message).toBe(`The lock file \`whatsapp-flows.lock.json\` cannot be used: ${why}.`);
    expect(hint).toContain("delete the file: nothing is lost");
  });

  test("because it is of a newer tool says so", () => {
    const { code, hint } = refusal('{"schemaVersion":2}');
    expect(code).toBe("CONFIG_LOCK_NEWER");
    expect(hint).toContain("Use that version");
  });
});
