import { expect, test } from "vitest";
import { KapsoClient } from "../../../src/client/client.js";
import type { FlowsApi } from "../../../src/pipeline/flows-api.js";

test("the client has the shape that steps are written against", () => {
  const api: FlowsApi = new KapsoClient({ apiKey: "key" });
  expect(api.flows.get).toBeTypeOf("function");
});
