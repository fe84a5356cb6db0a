/** `env.KV` of the sandbox beside that of miniflare, which imitates the real one with its limits and its words. */
import { Miniflare } from "miniflare";
import { afterAll, expect, test } from "vitest";
import { runsIn, runtimes } from "./endpoint.js";

/** Statements on `KV`, one after the other on the same store; each gives a value or throws. */
const uses: readonly string[] = [
  'KV.put("a", "1", { expirationTtl: 30 })',
  'KV.put("a", "1", { expirationTtl: 60 })',
  'KV.put("a", "1", { expirationTtl: "soon" })',
  'KV.put("a", "1", { expiration: 5 })',
  'KV.put("", "1")',
  'KV.get("")',
  'KV.put(".", "1")',
  'KV.get("..")',
  'KV.put("x".repeat(513), "1")',
  'KV.get("\u00e4".repeat(300))',
  'KV.put("nothing")',
  'KV.put("number", 5).then(() => KV.get("number"))',
  'KV.put(7, "seven").then(() => KV.get("7"))',
  'KV.put("object", { a: 1 })',
  'KV.put("null", null).then(() => KV.get("null"))',
  'KV.put("bytes", new TextEncoder().encode("hi")).then(() => KV.get("bytes"))',
  'crypto.subtle.digest("SHA-1", new Uint8Array(1)).then((d) => KV.put("digest", btoa(String(new Uint8Array(d)))))',
  'KV.put("buffer", new TextEncoder().encode("ho").buffer).then(() => KV.get("buffer", "arrayBuffer")).then((b) => [...new Uint8Array(b)])',
  'KV.put("stream", new Response("he").body).then(() => KV.get("stream", "stream")).then((s) => new Response(s).text())',
  'KV.put("json", JSON.stringify({ a: 1 })).then(() => KV.get("json", "json"))',
  'KV.get("json", { type: "json", cacheTtl: 60 })',
  'KV.put("torn", "{").then(() => KV.get("torn", "json"))',
  'KV.get("json", "other")',
  'KV.get("none")',
  'KV.delete("none")',
  'KV.put("about", "x", { metadata: { a: 1 } }).then(() => KV.getWithMetadata("about"))',
  'KV.getWithMetadata("none")',
  'KV.get(["about", "none"]).then((found) => [...found])',
  'KV.delete("a")',
  "KV.list()",
  'KV.list({ prefix: "n", limit: 1 })',
  "KV.list({ limit: 2 }).then(({ cursor }) => KV.list({ limit: 2, cursor })).then(({ keys }) => keys)",
];
const using = `async (KV) => {
  const told = [];
  for (const use of [${uses.map((use) => `() => ${use}`).join(", ")}]) {
    try { told.push((await use()) ?? null); } catch (error) { told.push(String(error)); }
  }
  return told;
}`;

const miniflare = new Miniflare({
  modules: true,
  kvNamespaces: ["KV"],
  compatibilityDate: "2025-09-01",
  script: `export default { async fetch(request, { KV }) { return Response.json(await (${using})(KV)); } };`,
});
afterAll(() => miniflare.dispose());

test.each(runtimes)("in %s does what the real one does", async (_, sandbox) => {
  const told = await runsIn(sandbox).answerOf(`return Response.json(await (${using})(env.KV));`);
  const real: unknown = await (await miniflare.dispatchFetch("http://function.example/")).json();
  expect(byUse(told)).toEqual(byUse(real));
});

function byUse(told: unknown): unknown {
  if (!Array.isArray(told)) return told;
  // A cursor is nobody's business but the store's.
  return uses.map((use, at) => [use, JSON.stringify(told[at], (key, value) => (key === "cursor" ? "…" : value))]);
}
