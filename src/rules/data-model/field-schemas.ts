import { schemaType } from "../../flow/data-model.js";
import { type Check, key, open, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { found, shorten } from "../../flow/words.js";
import { type JsonNode, memberOf, type ObjectNode, property } from "../../json/node.js";

const why =
  "Meta reads the data model when the flow is uploaded: it tells the types of all references and fills the preview.";
const screenData = { code: "INVALID_SCREEN_DATA", severity: "error", why, source: sources.errorCodes } as const;

const rules: readonly RuleInfo[] = [
  {
    ...screenData,
    id: "data-field-not-object",
    code: "INVALID_PROPERTY_TYPE",
    what: "A field of a data model is no object.",
  },
  { ...screenData, id: "data-type-missing", what: "A field, or a schema below it, has no `type`." },
  { ...screenData, id: "data-type-not-string", what: "The `type` of a field is no text, such as a list of types." },
  { ...screenData, id: "data-array-items-missing", what: "A field of type array does not say what its entries are." },
  {
    ...screenData,
    id: "data-array-items-type",
    what: "The `items` of an array are neither a schema nor a truth value.",
  },
  {
    ...screenData,
    id: "data-example-not-top-level",
    what: "`__example__` stands below a field instead of beside its `type`.",
  },
  {
    ...screenData,
    id: "data-example-missing",
    code: "MISSING_REQUIRED_PROPERTY",
    what: "A field has no `__example__`.",
  },
];

function checkField(name: string, field: JsonNode, report: Report): void {
  if (field.kind !== "object") {
    const message = `The field \`${shorten(name)}\` is an object with \`type\` and \`__example__\`; found ${found(field)}.`;
    report("data-field-not-object", value(field), message);
    return;
  }
  // A field without type is one mistake, even when the example is missing as well.
  const typed = checkSchema(field, "field", report);
  if (typed && memberOf(field, "__example__") === undefined) {
    report("data-example-missing", open(field), `The field \`${shorten(name)}\` has no \`__example__\`.`);
  }
}

type Role = "field" | "property" | "entries";

function nameOf(schema: ObjectNode, role: Role): string {
  if (role === "entries") return "The schema of the entries";
  const name = `\`${shorten(String(schema.key))}\``;
  return role === "field" ? `The field ${name}` : name;
}

/** Checks a schema and those below it; returns whether it has a type. */
function checkSchema(schema: ObjectNode, role: Role, report: Report): boolean {
  if (role !== "field") {
    const example = memberOf(schema, "__example__");
    if (example !== undefined) {
      const message = "`__example__` stands beside the `type` of a field, not below it; move it up.";
      report("data-example-not-top-level", key(example.value), message);
    }
  }
  const type = property(schema, "type");
  if (type === undefined) {
    if (!isActionName(schema)) report("data-type-missing", open(schema), `${nameOf(schema, role)} has no \`type\`.`);
  } else if (type.kind !== "string") {
    report("data-type-not-string", value(type), `\`type\` takes one text, such as \`"string"\`; found ${found(type)}.`);
  } else if (schemaType(schema) === "array") {
    checkArray(schema, role, report);
  }
  const properties = property(schema, "properties");
  if (properties?.kind === "object") {
    for (const member of properties.members) {
      if (member.value.kind === "object") checkSchema(member.value, "property", report);
    }
  }
  return type !== undefined;
}

function checkArray(schema: ObjectNode, role: Role, report: Report): void {
  const items = property(schema, "items");
  if (items === undefined) {
    report(
      "data-array-items-missing",
      open(schema),
      `${nameOf(schema, role)} is a list and has no \`items\`: say what its entries are.`,
    );
  } else if (items.kind === "object") {
    checkSchema(items, "entries", report);
  } else if (items.kind !== "boolean") {
    report("data-array-items-type", value(items), `\`items\` is a schema or a truth value; found ${found(items)}.`);
  }
}

/**
 * In the options of a dynamic list, the name of an action is accepted only as `{"const": "update_data"}`, as developers
 * report; such a schema has no type.
 */
function isActionName(schema: ObjectNode): boolean {
  if (schema.key !== "name" || memberOf(schema, "const") === undefined) return false;
  const action = schema.parent?.parent;
  return action?.key === "on-select-action" || action?.key === "on-unselect-action";
}

/** The form of the data models. */
export const fieldSchemas: Check = {
  rules,
  run: (flow, report) => {
    for (const screen of flow.screens) {
      for (const member of screen.data?.members ?? []) checkField(member.key, member.value, report);
    }
  },
};
