/** Reads the API description of the project's reference, which tests may read and the product may not. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export interface DescribedExample {
  readonly name: string;
  readonly status: number;
  readonly value: unknown;
}

export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly examples: readonly DescribedExample[];
}

/** Not of the API: how Meta calls Kapso, and how Kapso calls the function. */
const RUNTIME = ["flowDataExchange", "metaDataExchange"];
const FILE = fileURLToPath(new URL("../../../../shared/reference/kapso-openapi.yaml", import.meta.url));

type Node = Readonly<Record<string, unknown>>;

/** All operations with all their example answers. */
export function describedOperations(): readonly DescribedOperation[] {
  const document: unknown = parse(readFileSync(FILE, "utf8"));
  return Object.entries(member(document, "paths")).flatMap(([path, item]) =>
    ["get", "post", "patch", "delete"].flatMap((method) => {
      const operation = member(item, method);
      const id = operation.operationId;
      if (typeof id !== "string" || RUNTIME.includes(id)) return [];
      return [{ id, method: method.toUpperCase(), path, examples: examplesOf(document, operation) }];
    }),
  );
}

function examplesOf(document: unknown, operation: Node): readonly DescribedExample[] {
  return Object.entries(member(operation, "responses")).flatMap(([status, response]) => {
    const reference = member({ response }, "response").$ref;
    const resolved =
      typeof reference === "string" ? reference.slice(2).split("/").reduce(member, asNode(document)) : asNode(response);
    const examples = member(member(member(resolved, "content"), "application/json"), "examples");
    return Object.entries(examples).map(([name, example]) => ({
      name,
      status: Number(status),
      value: asNode(example).value,
    }));
  });
}

function member(node: unknown, key: string): Node {
  return asNode(asNode(node)[key]);
}

function asNode(node: unknown): Node {
  return typeof node === "object" && node !== null ? { ...node } : {};
}
