/** What a plan looks like as a document. */

import { changeShape } from "../diff/difference-shape.js";
import type { Shape } from "../json/shape.js";
import type { PlannedChange } from "./plan.js";

const text: Shape = { kind: "text" };
const count: Shape = { kind: "count" };

const orNull = (description: string): Shape => ({ kind: "nullable", of: text, description });
const list = (of: Shape, description?: string): Shape =>
  description === undefined ? { kind: "list", of } : { kind: "list", of, description };
const object = (members: Readonly<Record<string, Shape>>, description?: string): Shape =>
  description === undefined ? { kind: "object", members } : { kind: "object", members, description };

const secrets = list(text, "Names only.");

/** The members of each kind of change, besides `kind`. */
const changes: Readonly<Record<PlannedChange["kind"], Readonly<Record<string, Shape>>>> = {
  create: { flowName: text },
  categories: { categories: list(text) },
  "update-json": {},
  "setup-encryption": {},
  "set-endpoint": {
    lines: {
      kind: "nullable",
      of: object({ added: count, removed: count }),
      description: "Lines of the stored code; null for the first code.",
    },
  },
  deploy: { secrets },
  "set-secrets": { secrets },
  register: {},
  publish: {},
  deprecate: { flowId: text, flowName: text },
};

const basis = object(
  {
    flowJson: orNull("SHA-256 of the Flow JSON file, whatever its layout."),
    endpointCode: orNull("SHA-256 of the data endpoint code."),
    flowId: orNull("The flow on the service."),
    status: orNull("Its status."),
    flowVersionId: orNull("Its newest version."),
    storedCode: orNull("SHA-256 of the code that is stored."),
    deployedAt: orNull("When it was deployed last."),
  },
  "What the plan rests on. `apply --plan` refuses when any of it moved.",
);

export const flowPlanShape: Shape = object({
  name: { kind: "text", description: "As the config calls it." },
  path: orNull("The Flow JSON file."),
  flowName: orNull("Its name in the WABA."),
  flowId: orNull("Kapso's ID; null: there is no such flow yet."),
  foundBy: { kind: "nullable", of: { kind: "choice", values: ["id", "name"] } },
  verdict: { kind: "choice", values: ["create", "update", "replace", "drifted", "blocked", "unchanged"] },
  difference: {
    kind: "nullable",
    of: object({ changes: list(changeShape) }),
    description: "From the Flow JSON of the service to the file; null: they are the same, or one is not there.",
  },
  changes: list(
    {
      kind: "either",
      of: Object.entries(changes).map(([kind, members]) =>
        object({ kind: { kind: "const", value: kind }, ...members }),
      ),
    },
    "In the order in which they are made; empty when nothing is to do, or when the flow is blocked.",
  ),
  obstacles: list(object({ code: text, reason: text, hint: text }), "Why the flow is blocked."),
  notes: list(text, "What to know although it stops nothing."),
  basis,
});

export const accountShape: Shape = object({
  phoneNumberId: text,
  businessAccountId: orNull("The WABA."),
  name: orNull("As the account calls itself."),
  phoneNumber: orNull("Masked."),
});

export const planShape: Shape = object({
  schemaVersion: { kind: "const", value: 1 },
  tool: object({ name: text, version: text }),
  environment: orNull("The environment of the config."),
  account: { kind: "nullable", of: accountShape },
  flows: list(flowPlanShape),
});
