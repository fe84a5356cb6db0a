/** What a plan looks like as a document. */
import { changeShape } from "../diff/difference-shape.js";
import { choice, constant, count, list, object, orNull, type Shape, text, textAs } from "../json/shape.js";
import type { PlannedChange } from "./plan.js";

const secrets = list(text, "Names only.");

/** The members of each kind of change, besides `kind`. */
const changes: Readonly<Record<PlannedChange["kind"], Readonly<Record<string, Shape>>>> = {
  create: { flowName: text },
  categories: { categories: list(text) },
  "update-json": {},
  "setup-encryption": {},
  "set-endpoint": {
    lines: orNull(object({ added: count, removed: count }), "Lines of the stored code; null for the first code."),
  },
  deploy: { secrets },
  "set-secrets": { secrets },
  register: {},
  publish: {},
  deprecate: { flowId: text, flowName: text },
};

const basis = object(
  {
    flowJson: orNull(text, "SHA-256 of the Flow JSON file, whatever its layout."),
    endpointCode: orNull(text, "SHA-256 of the data endpoint code."),
    flowId: orNull(text, "The flow on the service."),
    status: orNull(text, "Its status."),
    flowVersionId: orNull(text, "Its newest version."),
    storedCode: orNull(text, "SHA-256 of the code that is stored."),
    deployedAt: orNull(text, "When it was deployed last."),
  },
  "What the plan rests on. `apply --plan` refuses when any of it moved.",
);

export const flowPlanShape: Shape = object({
  name: textAs("As the config calls it."),
  path: orNull(text, "The Flow JSON file."),
  flowName: orNull(text, "Its name in the WABA."),
  flowId: orNull(text, "Kapso's ID; null: there is no such flow yet."),
  foundBy: orNull(choice("id", "name")),
  verdict: choice("create", "update", "replace", "drifted", "blocked", "unchanged"),
  difference: orNull(
    object({ changes: list(changeShape) }),
    "From the Flow JSON of the service to the file; null: they are the same, or one is not there.",
  ),
  changes: list(
    {
      kind: "either",
      of: Object.entries(changes).map(([kind, members]) => object({ kind: constant(kind), ...members })),
    },
    "In the order in which they are made; empty when nothing is to do, or when the flow is blocked.",
  ),
  obstacles: list(object({ code: text, reason: text, hint: text }), "Why the flow is blocked."),
  notes: list(text, "What to know although it stops nothing."),
  basis,
});

export const accountShape: Shape = object({
  phoneNumberId: text,
  businessAccountId: orNull(text, "The WABA."),
  name: orNull(text, "As the account calls itself."),
  phoneNumber: orNull(text, "Masked."),
});

export const planShape: Shape = object({
  schemaVersion: constant(1),
  tool: object({ name: text, version: text }),
  environment: orNull(text, "The environment of the config."),
  account: orNull(accountShape),
  flows: list(flowPlanShape),
});
