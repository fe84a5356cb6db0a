import { describe, expect, it } from "vitest";
import { routes } from "../../src/emulator/routes/index.js";
import { calls, stage } from "./every-operation.js";
import { openApi, succeeded } from "./harness.js";

describe("the operations of the API description", () => {
  it("all have a route, and no route is beyond them", () => {
    const described = openApi.operations.map(({ id, surface, method, path }) => `${id} ${surface} ${method} ${path}`);
    const served = routes.map(
      ({ operation, surface, method, path }) =>
        `${operation} ${surface} ${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, "{$1}")}`,
    );
    expect(served.sort()).toEqual(described.sort());
  });

  it("all answer a good request as described", async () => {
    const ready = await stage();
    succeeded.clear();
    for (const call of Object.values(calls(ready))) await call();
    expect([...succeeded].sort()).toEqual(openApi.operations.map((operation) => operation.id).sort());
  });
});
