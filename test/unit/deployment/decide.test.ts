import { describe, expect, test } from "vitest";
import { decide } from "../../../src/deployment/decide.js";
import type { Desired } from "../../../src/deployment/desired.js";
import type { LockEntry } from "../../../src/deployment/lock.js";
import type { Observed, ObservedEndpoint, ObservedFlow } from "../../../src/deployment/observed.js";
import type { FlowPlan, FlowVerdict } from "../../../src/deployment/plan.js";
import {
  absent,
  code,
  desired,
  flowJson,
  lockOf,
  observed,
  readByLock,
  remoteEndpoint,
  remoteFlow,
  remoteVersion,
} from "../../support/situations.js";

interface Situation {
  readonly want?: Partial<Desired>;
  readonly have?: Observed;
  readonly lock?: LockEntry;
}

function planOf({ want = {}, have = observed, lock }: Situation): Promise<FlowPlan> {
  return decide({ ...desired, ...want }, have, lock);
}

/** `verdict: change, change`, with the codes of obstacles in the place of changes. */
async function decided(situation: Situation): Promise<string> {
  const { verdict, changes, obstacles } = await planOf(situation);
  const parts = [...obstacles.map((obstacle) => obstacle.code), ...changes.map(({ kind }) => kind)];
  return parts.length === 0 ? verdict : `${verdict}: ${parts.join(", ")}`;
}

const otherJson = { ...flowJson, screens: [{ id: "FIRST", title: "Other" }] };

function withFlow(change: Partial<ObservedFlow>, have: Observed = observed): Observed {
  return { ...have, flow: { ...remoteFlow, ...change } };
}

function withEndpoint(change: Partial<ObservedEndpoint>, have: Observed = observed): Observed {
  return { ...have, endpoint: { ...remoteEndpoint, ...change } };
}

const published = withFlow({ status: "published" });
const noEndpoint: Partial<Desired> = { endpointCode: null, secretNames: [] };

describe("a flow that is as it should be", () => {
  test.each<[string, Situation]>([
    ["stays as it is", {}],
    ["by ID too", { want: { flowId: "f1" } }],
    ["by Meta's ID too", { want: { flowId: "900" } }],
    [
      "however its keys are ordered",
      { want: { flowJson: { screens: [{ title: "One", id: "FIRST" }], data_api_version: "3.0", version: "7.3" } } },
    ],
    ["published", { want: { publish: true }, have: published }],
    [
      "published, whatever may be done with published flows",
      { want: { publish: true, onPublished: "new-flow" }, have: published },
    ],
    [
      "with its categories in another order",
      {
        want: { categories: ["A", "B"] },
        have: { ...observed, meta: { categories: ["B", "A"], endpointUri: remoteFlow.data_endpoint_url ?? "" } },
      },
    ],
    ["when the config names no categories", { want: { categories: null } }],
    ["without values of secrets that are set", { want: { hasSecret: () => false } }],
    ["when its secrets cannot be listed", { have: withEndpoint({ secrets: null }) }],
    ["with secrets that nobody named", { have: withEndpoint({ secrets: ["CRM_TOKEN", "OTHER"] }) }],
    ["without data endpoint", { want: noEndpoint, have: { ...observed, endpoint: null, meta: null } }],
    ["although the service has an endpoint that nobody wants to change", { want: noEndpoint }],
    [
      "although nobody wants to change its Flow JSON",
      { want: { flowJson: null }, have: { ...observed, version: { ...remoteVersion, flowJson: otherJson } } },
    ],
    ["throttled", { have: withFlow({ status: "throttled" }) }],
  ])("%s", async (_, situation) => {
    expect(await decided(situation)).toBe("unchanged");
  });

  test("is known by the lock alone", async () => {
    expect(await decided({ have: readByLock, lock: await lockOf() })).toBe("unchanged");
  });
});

describe("a flow that does not exist is created", () => {
  const all = "create: create, categories, setup-encryption, set-endpoint, deploy, register";

  test.each<[string, Partial<Desired>, string]>([
    ["with all it needs", {}, all],
    ["and published", { publish: true }, `${all}, publish`],
    ["without data endpoint", { ...noEndpoint, categories: null }, "create: create"],
    ["without a Flow JSON not", { flowJson: null }, "blocked: STATE_FLOW_MISSING"],
    ["without a name not", { flowName: null }, "blocked: STATE_FLOW_MISSING"],
    ["with an ID that is wrong not", { flowId: "nope" }, "blocked: STATE_FLOW_MISSING"],
    ["without the values of its secrets not", { hasSecret: () => false }, "blocked: STATE_SECRET_MISSING"],
    ["of a frozen version", { flowJson: { ...flowJson, version: "5.0" } }, all],
    [
      "of a frozen version but not published",
      { flowJson: { ...flowJson, version: "5.0" }, publish: true },
      "blocked: STATE_VERSION_FROZEN",
    ],
  ])("%s", async (_, want, expected) => {
    expect(await decided({ want, have: absent })).toBe(expected);
  });

  test("under its name", async () => {
    const { changes, flowId, flowName } = await planOf({ have: absent });
    expect({ first: changes[0], flowId, flowName }).toEqual({
      first: { kind: "create", flowName: "signup" },
      flowId: null,
      flowName: "signup",
    });
  });

  test("not when several flows have its name", async () => {
    const { obstacles } = await planOf({ have: { ...absent, sameName: ["f1", "f2"] } });
    expect(obstacles).toEqual([
      {
        code: "STATE_SEVERAL_FLOWS",
        reason: "2 flows have the name `signup`: `f1` and `f2`.",
        hint: "Name the one that is meant by its `flow-id`.",
      },
    ]);
  });

  test("anew when the one of the last deployment is gone, which is said", async () => {
    const plan = await planOf({ have: absent, lock: await lockOf() });
    expect([plan.verdict, plan.notes]).toEqual(["create", ["The flow of the last deployment, `f1`, is gone."]]);
  });
});

describe("a draft is updated", () => {
  const bare: Observed = { ...observed, endpoint: null, meta: { categories: ["SIGN_UP"], endpointUri: null } };

  test.each<[string, Situation, string]>([
    ["with another Flow JSON", { want: { flowJson: otherJson } }, "update-json"],
    ["with its first Flow JSON", { have: { ...observed, version: null } }, "update-json, register"],
    ["with other categories", { want: { categories: ["SURVEY"] } }, "categories"],
    ["with other code", { want: { endpointCode: "x" } }, "set-endpoint, deploy, register"],
    ["with its first code", { have: bare }, "set-endpoint, deploy, register"],
    ["when the stored code is not deployed", { have: withEndpoint({ status: "draft" }) }, "deploy, register"],
    ["when other code runs than the stored one", { have: withEndpoint({ runsStoredCode: false }) }, "deploy, register"],
    ["when a secret is missing there", { have: withEndpoint({ secrets: [] }) }, "set-secrets"],
    ["when encryption is off", { have: withFlow({ flows_encryption_configured: false }) }, "setup-encryption"],
    [
      "when Meta has another address",
      { have: { ...observed, meta: { categories: ["SIGN_UP"], endpointUri: "https://old.example" } } },
      "register",
    ],
    [
      "when Meta has no address",
      { have: { ...observed, meta: { categories: ["SIGN_UP"], endpointUri: null } } },
      "register",
    ],
    ["when another function answers it", { have: withFlow({ data_endpoint_function_id: "fn9" }) }, "register"],
    [
      "when Meta compiled it before its endpoint was deployed",
      { have: { ...observed, version: { ...remoteVersion, createdAt: "2026-11-20T09:00:00Z" } } },
      "register",
    ],
    ["by publishing it", { want: { publish: true } }, "publish"],
    [
      "with all of that, in the order in which it is done",
      {
        want: { flowJson: otherJson, categories: ["SURVEY"], endpointCode: "x", publish: true },
        have: withFlow({ flows_encryption_configured: false }),
      },
      "categories, update-json, setup-encryption, set-endpoint, deploy, register, publish",
    ],
  ])("%s", async (_, situation, expected) => {
    expect(await decided(situation)).toBe(`update: ${expected}`);
  });

  test("of static Flow JSON without having Meta compile it again", async () => {
    const { data_api_version: _, ...fixed } = flowJson;
    const have = withEndpoint({ status: "draft" }, { ...observed, version: { ...remoteVersion, flowJson: fixed } });
    expect(await decided({ want: { flowJson: fixed }, have })).toBe("update: deploy");
  });

  test("saying what its Flow JSON means differently", async () => {
    const { difference } = await planOf({ want: { flowJson: otherJson } });
    expect(difference?.changes.map(({ text }) => text)).toEqual([
      "Screen `FIRST`: `title` changes from `One` to `Other`.",
    ]);
  });

  test("saying nothing of differences where the service was not read", async () => {
    const plan = await planOf({ want: { flowJson: otherJson }, have: readByLock, lock: await lockOf() });
    expect([plan.changes, plan.difference]).toEqual([[{ kind: "update-json" }], null]);
  });

  test("counting the lines of its code", async () => {
    const { changes } = await planOf({ want: { endpointCode: `${code}// more\n` } });
    expect(changes[0]).toEqual({ kind: "set-endpoint", lines: { added: 1, removed: 0 } });
  });

  test("setting after a deployment all secrets that it drops, also those that nobody named", async () => {
    const have = withEndpoint({ status: "draft", secrets: ["OTHER", "CRM_TOKEN"] });
    expect((await planOf({ have })).changes[0]).toEqual({ kind: "deploy", secrets: ["CRM_TOKEN", "OTHER"] });
  });

  test("setting without a deployment only those that are missing", async () => {
    const want = { secretNames: ["CRM_TOKEN", "MORE"] };
    expect((await planOf({ want })).changes).toEqual([{ kind: "set-secrets", secrets: ["MORE"] }]);
  });
});

describe("a flow is blocked", () => {
  const withErrors: Observed = { ...observed, version: { ...remoteVersion, validationErrors: [{}, {}] } };

  test.each<[string, Situation, string]>([
    [
      "when it is new and to be published, and has no code for the data endpoint that it asks",
      { want: { ...noEndpoint, publish: true }, have: absent },
      "STATE_NO_ENDPOINT",
    ],
    [
      "when it is published and its Flow JSON differs",
      { want: { flowJson: otherJson }, have: published },
      "STATE_FLOW_PUBLISHED",
    ],
    [
      "when it is throttled and its Flow JSON differs",
      { want: { flowJson: otherJson }, have: withFlow({ status: "throttled" }) },
      "STATE_FLOW_PUBLISHED",
    ],
    [
      "when Meta blocked it, even if editing may be tried",
      { want: { flowJson: otherJson, onPublished: "edit" }, have: withFlow({ status: "blocked" }) },
      "STATE_FLOW_PUBLISHED",
    ],
    [
      "when it is published without its endpoint",
      { have: { ...published, meta: { categories: ["SIGN_UP"], endpointUri: null } } },
      "STATE_FLOW_PUBLISHED",
    ],
    ["when it is deprecated", { have: withFlow({ status: "deprecated" }) }, "STATE_FLOW_DEPRECATED"],
    ["when it belongs to another WABA", { have: withFlow({ business_account_id: "333" }) }, "STATE_WRONG_ACCOUNT"],
    [
      "when a deployment would drop a secret without a value here",
      {
        want: { endpointCode: "x", hasSecret: (name) => name !== "OTHER" },
        have: withEndpoint({ secrets: ["OTHER"] }),
      },
      "STATE_SECRET_MISSING",
    ],
    [
      "when a secret is missing there and here",
      { want: { hasSecret: () => false }, have: withEndpoint({ secrets: [] }) },
      "STATE_SECRET_MISSING",
    ],
    [
      "when a frozen version is to be published",
      { want: { publish: true, flowJson: { ...flowJson, version: "4.0" } } },
      "STATE_VERSION_FROZEN",
    ],
    ["when Meta found errors in this very Flow JSON", { have: withErrors }, "STATE_REMOTE_FINDINGS"],
  ])("%s", async (_, situation, expected) => {
    expect(await decided(situation)).toBe(`blocked: ${expected}`);
  });

  test.each<[string, Situation, FlowVerdict]>([
    ["the WABA is not known", { have: { ...observed, businessAccountId: null } }, "unchanged"],
    ["the Flow JSON with Meta's findings is replaced", { want: { flowJson: otherJson }, have: withErrors }, "update"],
    [
      "the frozen version is published already",
      {
        want: { flowJson: { ...flowJson, version: "4.0" } },
        have: { ...published, version: { ...remoteVersion, flowJson: { ...flowJson, version: "4.0" } } },
      },
      "unchanged",
    ],
    ["only the code of a published flow differs", { want: { endpointCode: "x" }, have: published }, "update"],
    [
      "only the code of a throttled flow differs, which may be what mends it",
      { want: { endpointCode: "x" }, have: withFlow({ status: "throttled" }) },
      "update",
    ],
  ])("not when %s", async (_, situation, expected) => {
    expect((await planOf(situation)).verdict).toBe(expected);
  });

  test("telling everything that is in the way, and planning nothing", async () => {
    const situation: Situation = {
      want: { flowJson: otherJson, endpointCode: "x", hasSecret: () => false },
      have: withFlow({ status: "published", business_account_id: "333" }),
    };
    expect(await decided(situation)).toBe("blocked: STATE_WRONG_ACCOUNT, STATE_FLOW_PUBLISHED, STATE_SECRET_MISSING");
  });

  test("saying what differs although it cannot be brought there", async () => {
    const { difference } = await planOf({ want: { flowJson: otherJson }, have: published });
    expect(difference?.changes).toHaveLength(1);
  });

  test("naming the secrets, and never a value", async () => {
    const { obstacles } = await planOf({
      want: { hasSecret: () => false, secretNames: ["B", "A"] },
      have: withEndpoint({ secrets: [] }),
    });
    expect(obstacles[0]?.reason).toBe("The secrets `A` and `B` of the data endpoint have no value here.");
  });
});

describe("a published flow that is to change", () => {
  const want: Partial<Desired> = { flowJson: otherJson, publish: true, onPublished: "new-flow" };
  const alone: Partial<Desired> = {
    ...{ ...want, ...noEndpoint, categories: null },
    flowJson: { version: "7.3", screens: otherJson.screens },
  };
  const generation = (name: string, status: string, id: string): ObservedFlow => ({ ...remoteFlow, name, status, id });

  test("is replaced by the next generation, and deprecated in the end", async () => {
    const { verdict, changes } = await planOf({ want: alone, have: published });
    expect({ verdict, changes }).toEqual({
      verdict: "replace",
      changes: [
        { kind: "create", flowName: "signup v2" },
        { kind: "publish" },
        { kind: "deprecate", flowId: "f1", flowName: "signup" },
      ],
    });
  });

  test("is replaced in view of what the new one means differently", async () => {
    expect((await planOf({ want, have: published })).difference?.changes).toHaveLength(1);
  });

  test("gets a name that no flow has or had", async () => {
    const have: Observed = {
      ...published,
      generations: [generation("signup", "published", "f1"), generation("signup v4", "deprecated", "f4")],
    };
    expect((await planOf({ want, have })).changes[0]).toEqual({ kind: "create", flowName: "signup v5" });
  });

  test("stays until the new one is published, which this environment does not do", async () => {
    const plan = await planOf({ want: { ...want, publish: false }, have: published });
    expect(plan.changes.map(({ kind }) => kind)).not.toContain("deprecate");
    expect(plan.notes).toContain("`signup` stays published until the new flow is published.");
  });

  test("goes on where a run was cut off before the new one was published", async () => {
    const have: Observed = {
      ...observed,
      flow: generation("signup v2", "draft", "f2"),
      version: { ...remoteVersion, flowJson: otherJson },
      generations: [generation("signup v2", "draft", "f2"), generation("signup", "published", "f1")],
    };
    expect(await decided({ want, have })).toBe("update: publish, deprecate");
  });

  test("goes on where a run was cut off before the old one was deprecated", async () => {
    const have: Observed = {
      ...observed,
      flow: generation("signup v2", "published", "f2"),
      version: { ...remoteVersion, flowJson: otherJson },
      generations: [generation("signup v2", "published", "f2"), generation("signup", "throttled", "f1")],
    };
    expect(await decided({ want, have })).toBe("update: deprecate");
  });

  test("that was replaced before is said to be in the config by its old ID", async () => {
    const have = withFlow({ id: "f2", name: "signup v2" });
    const { notes } = await planOf({ want: { flowId: "f1" }, have });
    expect(notes).toEqual([
      "The flow `f1` of the config was replaced by `f2` (`signup v2`): put that ID in the config.",
    ]);
  });

  test.each<[string, Situation, string]>([
    [
      "is left to Meta to refuse with `edit`, and published again",
      { want: { ...want, onPublished: "edit" }, have: published },
      "update: update-json, publish",
    ],
    [
      "is replaced when its endpoint cannot be registered any more",
      { want: { ...want, flowJson }, have: { ...published, meta: { categories: [], endpointUri: null } } },
      "replace: create, categories, setup-encryption, set-endpoint, deploy, register, publish, deprecate",
    ],
    [
      "is replaced when it is deprecated, without deprecating it again",
      { want: alone, have: withFlow({ status: "deprecated" }) },
      "replace: create, publish",
    ],
    [
      "cannot be replaced without Flow JSON",
      { want: { ...want, flowJson: null }, have: { ...published, meta: { categories: [], endpointUri: null } } },
      "blocked: STATE_FLOW_PUBLISHED",
    ],
    [
      "keeps its categories, for which no other flow is made",
      { want: { onPublished: "new-flow", categories: ["SURVEY"] }, have: published },
      "unchanged",
    ],
  ])("%s", async (_, situation, expected) => {
    expect(await decided(situation)).toBe(expected);
  });

  test("says which secrets the new one does not get", async () => {
    const have = { ...withEndpoint({ secrets: ["CRM_TOKEN", "OLD"] }), flow: { ...remoteFlow, status: "published" } };
    expect((await planOf({ want, have })).notes).toContain(
      "The new flow does not get the secrets `OLD` of the old one: the config does not name them.",
    );
  });
});

describe("a flow that somebody changed on the service", () => {
  const remotely: Observed = { ...observed, version: { ...remoteVersion, id: "v2", flowJson: otherJson } };

  test.each<[string, Observed, string, string]>([
    ["its Flow JSON", remotely, "Flow JSON", "update-json"],
    ["its code", withEndpoint({ code: "x" }), "data endpoint code", "set-endpoint, deploy, register"],
    [
      "its endpoint, by taking it away",
      { ...observed, endpoint: null },
      "data endpoint, which is gone",
      "set-endpoint, deploy, register",
    ],
    [
      "its categories",
      { ...observed, meta: { categories: ["OTHER"], endpointUri: remoteFlow.data_endpoint_url ?? null } },
      "categories",
      "categories",
    ],
    [
      "its secrets, by deploying it",
      withEndpoint(
        { deployedAt: "2026-11-21T10:00:00Z", secrets: [] },
        { ...observed, version: { ...remoteVersion, createdAt: "2026-11-21T11:00:00Z" } },
      ),
      "deployment",
      "set-secrets",
    ],
    [
      "its address at Meta",
      { ...observed, meta: { categories: ["SIGN_UP"], endpointUri: "https://old.example" } },
      "registration at Meta",
      "register",
    ],
    [
      "its function",
      withEndpoint(
        { functionId: "fn2" },
        withFlow({ data_endpoint_function_id: "fn2", data_endpoint_url: "https://new.example" }),
      ),
      "function of the data endpoint",
      "register",
    ],
  ])("(%s) is drifted, and set back", async (_, have, part, changes) => {
    const lock = await lockOf();
    const plan = await planOf({ have, lock });
    expect(await decided({ have, lock })).toBe(`drifted: ${changes}`);
    expect(plan.notes[0]).toBe(
      `Changed on the service since the last deployment: ${part}. An apply overwrites what was done there.`,
    );
  });

  test("is updated just the same when no lock tells", async () => {
    const [drifted, updated] = [
      await planOf({ have: remotely, lock: await lockOf() }),
      await planOf({ have: remotely }),
    ];
    expect([drifted.verdict, updated.verdict]).toEqual(["drifted", "update"]);
    expect(drifted.changes).toEqual(updated.changes);
  });

  test("is not drifted when it was changed to what the repository wants", async () => {
    const lock = await lockOf({ flowJson: "0".repeat(64), flowVersionId: "v0" });
    expect(await decided({ lock })).toBe("unchanged");
  });

  test("is not drifted when only the repository changed", async () => {
    expect(await decided({ want: { flowJson: otherJson }, lock: await lockOf() })).toBe("update: update-json");
  });

  test("is not drifted by a new version of the same Flow JSON", async () => {
    const have: Observed = { ...observed, version: { ...remoteVersion, id: "v2" } };
    expect(await decided({ want: { flowJson: otherJson }, have, lock: await lockOf() })).toBe("update: update-json");
  });

  test("is not drifted when it is another flow than the lock's, which is said", async () => {
    const have = withFlow({ id: "f2" }, remotely);
    const { verdict, notes } = await planOf({ have, lock: await lockOf() });
    expect([verdict, notes]).toEqual([
      "update",
      ["This is another flow (`f2`) than that of the last deployment (`f1`)."],
    ]);
  });

  test("says so too when it is blocked", async () => {
    const lock = await lockOf();
    const have = withFlow({ status: "published" }, remotely);
    const { verdict, notes } = await planOf({ have, lock });
    expect([verdict, notes[0]]).toEqual(["blocked", "Changed on the service since the last deployment: Flow JSON."]);
  });
});

describe("a note says", () => {
  test.each<[string, Situation, string]>([
    [
      "that a flow was found by its name",
      { want: { publish: true } },
      "The flow exists already as `f1`, found by its name.",
    ],
    [
      "that Meta restricts it",
      { want: { flowId: "f1" }, have: withFlow({ status: "throttled" }) },
      "Meta restricts this flow: it is throttled. Look at its health in WhatsApp Manager.",
    ],
    [
      "that Meta may refuse an edit",
      { want: { flowId: "f1", flowJson: otherJson, onPublished: "edit" }, have: published },
      "The flow is published, and Meta may refuse to change it.",
    ],
    [
      "that categories of a published flow stay",
      { want: { flowId: "f1", categories: ["SURVEY"] }, have: published },
      "Its categories stay as they are (the config has `SURVEY`): the flow is published, not a draft.",
    ],
    [
      "that secrets cannot be listed",
      { want: { flowId: "f1", endpointCode: "x" }, have: withEndpoint({ secrets: null }) },
      "The names of its secrets cannot be listed: any that the config does not name are lost.",
    ],
    [
      "that the config needs the ID of the new flow",
      { want: { flowId: "f1", flowJson: otherJson, onPublished: "new-flow", publish: true }, have: published },
      "The new flow gets another ID: put it in the config in place of the old `flow-id`.",
    ],
  ])("%s", async (_, situation, note) => {
    expect((await planOf(situation)).notes).toEqual([note]);
  });
});

test("a plan is plain data, and rests on fingerprints", async () => {
  const plan = await planOf({});
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(plan.basis).toEqual({
    flowJson: expect.stringMatching(/^[0-9a-f]{64}$/),
    endpointCode: expect.stringMatching(/^[0-9a-f]{64}$/),
    flowId: "f1",
    status: "draft",
    flowVersionId: "v1",
    storedCode: plan.basis.endpointCode,
    deployedAt: "2026-11-20T10:00:00Z",
  });
});
