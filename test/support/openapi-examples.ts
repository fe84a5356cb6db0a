/** The examples of the API description, by operation. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const DESCRIPTION = fileURLToPath(new URL("../../../shared/reference/kapso-openapi.yaml", import.meta.url));

export interface RequestExample {
  readonly operation: string;
  readonly name: string;
  readonly body: unknown;
}

export interface AnswerExample {
  readonly operation: string;
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
}

type Node = Readonly<Record<string, unknown>>;

/** Not of the API: how Meta calls Kapso, and how Kapso calls the function. */
const RUNTIME = ["flowDataExchange", "metaDataExchange"];

const description = node(parse(readFileSync(DESCRIPTION, "utf8")));

function node(value: unknown): Node {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** What is described under a key, references followed. */
function member(owner: Node, key: string): Node {
  const found = node(owner[key]);
  const { $ref: reference } = found;
  return typeof reference === "string" ? reference.slice(2).split("/").reduce(member, description) : found;
}

function operations(): readonly { readonly id: string; readonly operation: Node }[] {
  return Object.values(member(description, "paths")).flatMap((item) =>
    ["get", "post", "patch", "delete"].flatMap((method) => {
      const operation = member(node(item), method);
      const id = String(operation.operationId);
      return operation.operationId === undefined || RUNTIME.includes(id) ? [] : [{ id, operation }];
    }),
  );
}

function examples(described: Node): readonly { readonly name: string; readonly body: unknown }[] {
  const json = member(member(described, "content"), "application/json");
  return Object.entries(node(json.examples)).map(([name, example]) => ({ name, body: node(example).value }));
}

export const requestExamples: readonly RequestExample[] = operations().flatMap(({ id, operation }) =>
  examples(member(operation, "requestBody")).map((example) => ({ operation: id, ...example })),
);

export const answerExamples: readonly AnswerExample[] = operations().flatMap(({ id, operation }) => {
  const responses = member(operation, "responses");
  return Object.keys(responses).flatMap((status) =>
    examples(member(responses, status)).map((example) => ({ operation: id, status: Number(status), ...example })),
  );
});
