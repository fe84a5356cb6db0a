import { describe, expect, test } from "vitest";
import { findingsIn, fixed, rulesIn } from "../../support/flow-fixes.js";
import { flowOf, type SmallScreen } from "../../support/small-flows.js";

const last: SmallScreen = { id: "LAST", terminal: true };
const three: readonly SmallScreen[] = [{ id: "FIRST" }, { id: "SECOND" }, last];

describe("one mistake is one finding", () => {
  test("a pair of opposite routes does not also take the entry away", () => {
    const model = { FIRST: ["SECOND"], SECOND: ["FIRST", "LAST"] };
    expect(rulesIn(flowOf(three, model))).toEqual(["routing-backward-route"]);
  });

  test("a pair of opposite routes is no long circle", () => {
    const model = { FIRST: ["SECOND"], SECOND: ["LAST"], LAST: ["SECOND"] };
    expect(rulesIn(flowOf(three, model))).toEqual(["routing-backward-route"]);
  });

  test("a misspelt key does not leave its screen missing", () => {
    const model = { FIRST: ["LAST"], SECNOD: ["LAST"] };
    expect(rulesIn(flowOf(three, model))).toEqual(["routing-invalid-source"]);
  });

  test("a misspelt target does not leave its screen unconnected", () => {
    const model = { FIRST: ["SECOND"], SECOND: ["LSAT"] };
    expect(rulesIn(flowOf(three, model))).toEqual(["routing-invalid-destination"]);
  });

  test("a target that was renamed does not make every action lack its route", () => {
    const screens: readonly SmallScreen[] = [{ id: "FIRST", to: ["SECOND"] }, { id: "SECOND", to: ["LAST"] }, last];
    const model = { FIRST: ["DETAILS"], SECOND: ["LAST"] };
    expect(rulesIn(flowOf(screens, model))).toEqual(["routing-invalid-destination"]);
  });

  test("routes that navigate actions imply are missing, and not the screens", () => {
    const screens: readonly SmallScreen[] = [{ id: "FIRST", to: ["SECOND"] }, { id: "SECOND", to: ["LAST"] }, last];
    const rules = rulesIn(flowOf(screens, {}));
    expect(rules).toEqual(["routing-missing-route", "routing-missing-route"]);
  });

  test("two actions that go the same way lack one route", () => {
    const screens: readonly SmallScreen[] = [{ id: "FIRST", to: ["LAST", "LAST"] }, { id: "SECOND" }, last];
    const model = { FIRST: ["SECOND"], SECOND: ["LAST"] };
    expect(rulesIn(flowOf(screens, model))).toEqual(["routing-missing-route"]);
  });

  test("of a way without end only the last screen is a dead end", () => {
    const screens: readonly SmallScreen[] = [{ id: "FIRST" }, { id: "SECOND" }, { id: "THIRD" }, last];
    const model = { FIRST: ["SECOND", "LAST"], SECOND: ["THIRD"], THIRD: [] };
    const findings = findingsIn(flowOf(screens, model));
    expect(findings.map(({ rule, pointer }) => [rule, pointer])).toEqual([["routing-dead-end", "/screens/2/id"]]);
  });

  test("without any terminal screen nothing is a dead end", () => {
    const model = { FIRST: ["SECOND"], SECOND: [] };
    expect(rulesIn(flowOf([{ id: "FIRST" }, { id: "SECOND" }], model))).toEqual(["terminal-screen-missing"]);
  });

  test("a flow with an endpoint lacks its model, and not connections", () => {
    const text = flowOf([{ id: "FIRST", footer: { name: "data_exchange", payload: {} } }, last], undefined, {
      data_api_version: "4.0",
    });
    expect(rulesIn(text)).toEqual(["data-api-routing-model-required"]);
  });

  test("an unknown component may connect what seems unconnected", () => {
    const screens: readonly SmallScreen[] = [
      { id: "FIRST", to: ["LAST"], components: [{ type: "EmbedLink", "on-click-action": {} }] },
      { id: "SECOND", to: ["LAST"] },
      last,
      { id: "OTHER", terminal: true },
    ];
    expect(rulesIn(flowOf(screens))).toEqual(["schema-unknown-component-type"]);
  });
});

describe("fixes", () => {
  test("a missing model is made of the navigate actions, one line per screen", () => {
    const text = flowOf([{ id: "FIRST", to: ["LAST", "SECOND"] }, { id: "SECOND", to: ["LAST"] }, last], undefined, {
      data_api_version: "4.0",
    });
    const result = fixed(text, "data-api-routing-model-required");
    expect(result).toContain(
      `  "data_api_version": "4.0",\n  "routing_model": {\n    "FIRST": ["SECOND", "LAST"],\n    "SECOND": ["LAST"],\n    "LAST": []\n  },\n`,
    );
    expect(rulesIn(result)).not.toContain("routing-missing-route");
  });

  test("a missing model in a flow of one line stays on it", () => {
    const text = JSON.stringify(
      JSON.parse(flowOf([{ id: "FIRST", to: ["LAST"] }, last], undefined, { data_api_version: "4.0" })),
    );
    const result = fixed(text, "data-api-routing-model-required");
    expect(result).toContain(`"data_api_version":"4.0", "routing_model": { "FIRST": ["LAST"], "LAST": [] },"screens"`);
  });

  test("a missing route is added to the targets that are there", () => {
    const screens: readonly SmallScreen[] = [{ id: "FIRST", to: ["LAST"] }, { id: "SECOND" }, last];
    const text = flowOf(screens, { FIRST: ["SECOND"], SECOND: ["LAST"] });
    expect(JSON.parse(fixed(text, "routing-missing-route")).routing_model).toEqual({
      FIRST: ["SECOND", "LAST"],
      SECOND: ["LAST"],
    });
  });

  test("a missing route of a screen that is no key is added with its key", () => {
    const text = flowOf([{ id: "FIRST", to: ["LAST"] }, last], {});
    expect(JSON.parse(fixed(text, "routing-missing-route")).routing_model).toEqual({ FIRST: ["LAST"] });
  });

  test("a route that would lead back is not offered", () => {
    const screens: readonly SmallScreen[] = [{ id: "FIRST" }, { id: "SECOND" }, { ...last, to: ["FIRST"] }];
    const findings = findingsIn(flowOf(screens, { FIRST: ["SECOND"], SECOND: ["LAST"] }));
    expect(findings.map(({ rule, fix }) => [rule, fix])).toEqual([["routing-missing-route", null]]);
  });

  test("a route back is removed where no action goes that way", () => {
    const text = flowOf(three, { FIRST: ["SECOND"], SECOND: ["LAST", "FIRST"] });
    expect(rulesIn(fixed(text, "routing-backward-route"))).toEqual([]);
  });

  test("a route back that an action goes is left to the author", () => {
    const screens: readonly SmallScreen[] = [{ id: "FIRST" }, { id: "SECOND", to: ["FIRST"] }, last];
    const findings = findingsIn(flowOf(screens, { FIRST: ["SECOND"], SECOND: ["LAST", "FIRST"] }));
    expect(findings.map(({ rule, fix }) => [rule, fix])).toEqual([["routing-backward-route", null]]);
  });

  test.each([[["SECOND", "FIRST"]], [["FIRST", "SECOND"]]])(
    "a route of a screen to itself is removed from %j",
    (targets) => {
      const text = flowOf(three, { FIRST: targets, SECOND: ["LAST"] });
      expect(JSON.parse(fixed(text, "routing-self-loop")).routing_model.FIRST).toEqual(["SECOND"]);
    },
  );
});
