import { expect, test } from "vitest";
import { flowPathFor } from "../../../src/validate/flow-for.js";

const json = (path: string) => ({ path, kind: "flow-json" as const });
const code = (path: string) => ({ path, kind: "data-endpoint" as const });

test("the config's pair goes before everything else", () => {
  const pairs = [{ json: "flows/a/signup.json", endpoint: "flows/a/endpoint.js" }];
  expect(flowPathFor("flows/a/endpoint.js", [json("flows/a/flow.json")], pairs)).toBe("flows/a/signup.json");
});

test("code that the config gives to two flows answers for neither in particular", () => {
  const pairs = ["a.json", "b.json"].map((path) => ({ json: path, endpoint: "endpoint.js" }));
  expect(flowPathFor("endpoint.js", [json("a.json"), code("endpoint.js")], pairs)).toBeUndefined();
});

test("the only flow that is named belongs to the only code that is named", () => {
  expect(flowPathFor("src/booking.js", [json("flows/booking.json"), code("src/booking.js")], [])).toBe(
    "flows/booking.json",
  );
});

test("of several flows it is the one in the folder of the code, or none", () => {
  const named = [json("a/flow.json"), json("b/flow.json"), code("a/endpoint.js"), code("c/endpoint.js")];
  expect(flowPathFor("a/endpoint.js", named, [])).toBe("a/flow.json");
  expect(flowPathFor("c/endpoint.js", named, [])).toBeUndefined();
});

test("code that is named alone has its flow beside it", () => {
  expect(flowPathFor("flows/a/endpoint.js", [code("flows/a/endpoint.js")], [])).toBe("flows/a/flow.json");
  expect(flowPathFor("endpoint.js", [code("endpoint.js")], [])).toBe("flow.json");
  expect(flowPathFor("flows/signup.endpoint.js", [code("flows/signup.endpoint.js")], [])).toBe("flows/signup.json");
});
