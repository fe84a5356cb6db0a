import { describe, expect, test } from "vitest";
import { decide } from "../../../src/deployment/decide.js";
import type { Desired } from "../../../src/deployment/desired.js";
import type { Observed } from "../../../src/deployment/observed.js";
import type { FlowPlan } from "../../../src/deployment/plan.js";
import { staleReasons } from "../../../src/deployment/stale.js";
import {
  absent,
  code,
  desired,
  flowJson,
  observed,
  remoteEndpoint,
  remoteFlow,
  remoteVersion,
} from "../../support/situations.js";

function planOf(want: Partial<Desired>, have: Observed): Promise<FlowPlan> {
  return decide({ ...desired, ...want }, have, undefined);
}

const otherJson = { ...flowJson, screens: [{ id: "FIRST", title: "Other" }] };
const thirdJson = { ...flowJson, screens: [{ id: "FIRST", title: "Third" }] };

describe("an approved plan holds", () => {
  test.each<[string, Partial<Desired>, Observed]>([
    ["for an update", { flowJson: otherJson, endpointCode: "x", publish: true }, observed],
    ["for a new flow", { publish: true }, absent],
    ["for a flow that stays as it is", {}, observed],
  ])("while nothing moved: %s", async (_, want, have) => {
    expect(staleReasons(await planOf(want, have), await planOf(want, have))).toEqual([]);
  });

  describe("for the rest of an apply that was cut off", () => {
    const created: Observed = {
      ...observed,
      endpoint: null,
      meta: { categories: ["SIGN_UP"], endpointUri: null },
    };

    test.each<[string, Partial<Desired>, Observed, Observed]>([
      ["after the flow was created", { publish: true }, absent, created],
      [
        "after its categories were set",
        { categories: ["SURVEY"], publish: true },
        observed,
        { ...observed, meta: { categories: ["SURVEY"], endpointUri: remoteFlow.data_endpoint_url ?? null } },
      ],
      [
        "after the upload",
        { flowJson: otherJson, publish: true },
        observed,
        { ...observed, version: { ...remoteVersion, id: "v2", flowJson: otherJson } },
      ],
      [
        "after the code was stored",
        { endpointCode: "x" },
        observed,
        { ...observed, endpoint: { ...remoteEndpoint, code: "x", runsStoredCode: false } },
      ],
      [
        "after the deployment, before the secrets",
        { endpointCode: "x" },
        observed,
        { ...observed, endpoint: { ...remoteEndpoint, code: "x", deployedAt: "2026-11-22T10:00:00Z", secrets: [] } },
      ],
      ["after publishing", { publish: true }, observed, { ...observed, flow: { ...remoteFlow, status: "published" } }],
      [
        "after a flow was replaced but not deprecated",
        { flowJson: otherJson, publish: true, onPublished: "new-flow" },
        { ...observed, flow: { ...remoteFlow, status: "published" } },
        {
          ...observed,
          flow: { ...remoteFlow, id: "f2", name: "signup v2", status: "published" },
          version: { ...remoteVersion, id: "v9", flowJson: otherJson },
          generations: [
            { ...remoteFlow, id: "f2", name: "signup v2", status: "published" },
            { ...remoteFlow, status: "published" },
          ],
        },
      ],
    ])("%s", async (_, want, before, after) => {
      expect(staleReasons(await planOf(want, before), await planOf(want, after))).toEqual([]);
    });
  });
});

describe("an approved plan does not hold any more", () => {
  test.each<[string, [Partial<Desired>, Observed], [Partial<Desired>, Observed], readonly string[]]>([
    [
      "when the Flow JSON of the repository moved",
      [{ flowJson: otherJson }, observed],
      [{ flowJson: thirdJson }, observed],
      ["The Flow JSON of the repository is another one."],
    ],
    [
      "when the code of the repository moved",
      [{ endpointCode: "x" }, observed],
      [{ endpointCode: "y" }, observed],
      ["The data endpoint code of the repository is another one."],
    ],
    [
      "when somebody uploaded another version",
      [{ flowJson: otherJson }, observed],
      [{ flowJson: otherJson }, { ...observed, version: { ...remoteVersion, id: "v2", flowJson: thirdJson } }],
      ["The service has another version of the Flow JSON."],
    ],
    [
      "when somebody stored other code",
      [{ endpointCode: "x" }, observed],
      [{ endpointCode: "x" }, { ...observed, endpoint: { ...remoteEndpoint, code: `${code}\n// theirs` } }],
      ["The service has other data endpoint code.", "The plan does not have what is to be done now: `set-endpoint`."],
    ],
    [
      "when somebody deployed",
      [{}, observed],
      [{}, { ...observed, endpoint: { ...remoteEndpoint, deployedAt: "2026-11-22T10:00:00Z" } }],
      [
        "The data endpoint was deployed by somebody else.",
        "The plan does not have what is to be done now: `register`.",
      ],
    ],
    [
      "when the flow was published",
      [{ flowJson: otherJson, onPublished: "edit" }, observed],
      [
        { flowJson: otherJson, onPublished: "edit" },
        { ...observed, flow: { ...remoteFlow, status: "published" } },
      ],
      ["The flow was draft and is published now."],
    ],
    [
      "when the flow is gone",
      [{}, observed],
      [{}, absent],
      [
        "The flow `f1` is gone.",
        "The plan does not have what is to be done now: `create`, `setup-encryption`, `set-endpoint`, `deploy` and `register`.",
      ],
    ],
    [
      "when somebody made such a flow",
      [{}, absent],
      [{ onPublished: "edit", flowJson: otherJson }, observed],
      [
        "The Flow JSON of the repository is another one.",
        "The plan does not have what is to be done now: `update-json`.",
      ],
    ],
    [
      "when the flow is there that was to be named by its ID",
      [{ flowId: "f1" }, absent],
      [{ flowId: "f1" }, observed],
      ["There was no such flow, and `f1` is there now."],
    ],
    [
      "when it is another flow",
      [{}, observed],
      [{}, { ...observed, flow: { ...remoteFlow, id: "f2" } }],
      ["It is another flow: `f2` and not `f1`."],
    ],
    [
      "when publishing was not approved",
      [{}, observed],
      [{ publish: true }, observed],
      ["The plan does not have what is to be done now: `publish`."],
    ],
    [
      "when other secrets are lost than were approved",
      [{ endpointCode: "x" }, observed],
      [{ endpointCode: "x" }, { ...observed, endpoint: { ...remoteEndpoint, secrets: ["CRM_TOKEN", "NEW"] } }],
      ["The plan does not have what is to be done now: `deploy`."],
    ],
  ])("%s", async (_, [wantBefore, haveBefore], [wantNow, haveNow], expected) => {
    expect(staleReasons(await planOf(wantBefore, haveBefore), await planOf(wantNow, haveNow))).toEqual(expected);
  });

  test("when it does not have the flow", async () => {
    expect(staleReasons(undefined, await planOf({}, observed))).toEqual(["The plan does not have this flow."]);
  });
});
