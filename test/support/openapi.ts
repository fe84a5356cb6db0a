/**
 * Checks recorded exchanges against the API description (`kapso-openapi.yaml`), so that emulator and client agree
 * with it and not merely with each other.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { parse } from "yaml";

const DESCRIPTION = fileURLToPath(new URL("../../../shared/reference/kapso-openapi.yaml", import.meta.url));

type Json = Readonly<Record<string, unknown>>;

export interface Operation {
  readonly id: string;
  readonly surface: "platform" | "proxy";
  readonly method: string;
  /** As in the description, such as `/whatsapp/flows/{flow_id}`. */
  readonly path: string;
  readonly pointer: string;
  readonly definition: Json;
  readonly parameters: readonly Parameter[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly pointer: string;
}

/** One request and its answer. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  /** Undefined when none was sent; a form as an object of its texts. */
  readonly requestBody: unknown;
  readonly requestType: "json" | "form";
  readonly status: number;
  readonly contentType: string | null;
  readonly responseBody: unknown;
}

/**
 * Answers that the description leaves out although the reference page names them: section 9.4 has 400 for a malformed
 * request, and section 18 row 19 an answer of 204 to publishing.
 */
const BEYOND_DESCRIPTION: readonly {
  readonly status: number;
  readonly only?: string;
  readonly schema: string | null;
}[] = [
  { status: 400, schema: "#/components/schemas/PlatformError" },
  { status: 204, only: "publishFlow", schema: null },
];

export class OpenApi {
  readonly operations: readonly Operation[];
  private readonly document: Json;
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor() {
    this.document = object(parse(readFileSync(DESCRIPTION, "utf8")), "the description");
    this.ajv = new Ajv2020({ strict: false, allErrors: true, formats });
    this.ajv.addSchema({ ...this.document, $id: "openapi" });
    this.operations = this.readOperations();
  }

  /** The operation of a request; literal path segments win over parameters. Undefined when there is none. */
  operationOf(method: string, url: string): Operation | undefined {
    const { pathname } = new URL(url);
    const platform = /^\/platform\/v1(\/.*)$/.exec(pathname)?.[1];
    const proxy = /^\/meta\/whatsapp\/v\d+\.\d+(\/.*)$/.exec(pathname)?.[1];
    const path = platform ?? proxy ?? "";
    return this.operations
      .filter((operation) => operation.method === method.toLowerCase())
      .filter((operation) => operation.surface === (platform === undefined ? "proxy" : "platform"))
      .filter((operation) => pathPattern(operation.path).test(path))
      .sort((a, b) => parameterCount(a.path) - parameterCount(b.path))[0];
  }

  /** What is wrong with the request; empty when it fits. */
  requestProblems(exchange: Exchange): string[] {
    const operation = this.operationOf(exchange.method, exchange.url);
    if (operation === undefined) return [`no operation for ${exchange.method} ${exchange.url}`];
    return [...this.parameterProblems(operation, exchange.url), ...this.requestBodyProblems(operation, exchange)];
  }

  /** What is wrong with the answer; empty when it fits. */
  responseProblems(exchange: Exchange): string[] {
    const operation = this.operationOf(exchange.method, exchange.url);
    if (operation === undefined) return [`no operation for ${exchange.method} ${exchange.url}`];
    const responses = object(operation.definition.responses, "responses");
    const described = responses[String(exchange.status)];
    if (described === undefined)
      return beyond(operation, exchange, (pointer) => this.problems(pointer, exchange.responseBody));
    const { pointer, value } = this.resolve(`${operation.pointer}/responses/${exchange.status}`, described);
    const content = value.content;
    if (content === undefined) return [];
    if (exchange.contentType?.includes("application/json") !== true) {
      return [`${operation.id}: content type ${exchange.contentType} instead of application/json`];
    }
    return this.problems(`${pointer}/content/${escapeSegment("application/json")}/schema`, exchange.responseBody);
  }

  private requestBodyProblems(operation: Operation, exchange: Exchange): string[] {
    const described = operation.definition.requestBody;
    if (described === undefined) return exchange.requestBody === undefined ? [] : [`${operation.id} takes no body`];
    const { pointer, value } = this.resolve(`${operation.pointer}/requestBody`, described);
    if (exchange.requestBody === undefined) return value.required === true ? [`${operation.id} needs a body`] : [];
    const type = exchange.requestType === "form" ? "multipart/form-data" : "application/json";
    if (object(value.content, "content")[type] === undefined) return [`${operation.id} does not take ${type}`];
    return this.problems(`${pointer}/content/${escapeSegment(type)}/schema`, exchange.requestBody);
  }

  private parameterProblems(operation: Operation, url: string): string[] {
    const { pathname, searchParams } = new URL(url);
    const groups = pathPattern(operation.path, true).exec(pathname)?.groups ?? {};
    const problems: string[] = [];
    for (const name of searchParams.keys()) {
      if (!operation.parameters.some((parameter) => parameter.in === "query" && parameter.name === name)) {
        problems.push(`${operation.id} has no query parameter ${name}`);
      }
    }
    for (const parameter of operation.parameters) {
      const text = parameter.in === "path" ? groups[parameter.name] : searchParams.get(parameter.name);
      if (text === null || text === undefined) {
        if (parameter.required) problems.push(`${operation.id} needs ${parameter.in} parameter ${parameter.name}`);
        continue;
      }
      const value = /^\d+$/.test(text) && this.isInteger(parameter) ? Number(text) : text;
      problems.push(
        ...this.problems(`${parameter.pointer}/schema`, value).map((problem) => `${parameter.name}${problem}`),
      );
    }
    return problems;
  }

  private isInteger(parameter: Parameter): boolean {
    const { value } = this.resolve(`${parameter.pointer}/schema`, this.at(`${parameter.pointer}/schema`));
    return value.type === "integer";
  }

  private problems(pointer: string, value: unknown): string[] {
    let validate = this.compiled.get(pointer);
    if (validate === undefined) {
      validate = this.ajv.compile({ $ref: `openapi${pointer}` });
      this.compiled.set(pointer, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
  }

  private readOperations(): Operation[] {
    const paths = object(this.document.paths, "paths");
    return Object.entries(paths).flatMap(([path, item]) => {
      const pathItem = object(item, path);
      const itemPointer = `#/paths/${escapeSegment(path)}`;
      const [server] = list(pathItem.servers);
      const surface = String(object(server, "server").url).includes("/platform/") ? "platform" : "proxy";
      const shared = this.readParameters(itemPointer, pathItem.parameters);
      return ["get", "post", "patch", "delete"].flatMap((method): Operation[] => {
        if (pathItem[method] === undefined) return [];
        const pointer = `${itemPointer}/${method}`;
        const definition = object(pathItem[method], pointer);
        const parameters = [...shared, ...this.readParameters(pointer, definition.parameters)];
        return [{ id: String(definition.operationId), surface, method, path, pointer, definition, parameters }];
      });
    });
  }

  private readParameters(owner: string, value: unknown): Parameter[] {
    return list(value).map((entry, i) => {
      const resolved = this.resolve(`${owner}/parameters/${i}`, entry);
      const { name, in: place, required } = resolved.value;
      return { name: String(name), in: String(place), required: required === true, pointer: resolved.pointer };
    });
  }

  private resolve(pointer: string, value: unknown): { pointer: string; value: Json } {
    const found = object(value, pointer);
    if (typeof found.$ref !== "string") return { pointer, value: found };
    return this.resolve(found.$ref, this.at(found.$ref));
  }

  private at(pointer: string): unknown {
    return pointer
      .slice(2)
      .split("/")
      .map((segment) => decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<unknown>((at, key) => Reflect.get(Object(at), key), this.document);
  }
}

function beyond(operation: Operation, exchange: Exchange, check: (pointer: string) => string[]): string[] {
  const rule = BEYOND_DESCRIPTION.find(
    ({ status, only }) => status === exchange.status && (only === undefined || only === operation.id),
  );
  if (rule === undefined) return [`${operation.id} does not describe status ${exchange.status}`];
  return rule.schema === null ? [] : check(rule.schema);
}

function pathPattern(path: string, isSuffix = false): RegExp {
  return new RegExp(`${isSuffix ? "" : "^"}${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}

function parameterCount(path: string): number {
  return path.split("{").length;
}

/** A segment of a JSON Pointer inside a URL fragment. */
function escapeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function object(value: unknown, what: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError(`${what} is no object`);
  return Object.fromEntries(Object.entries(value));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const formats = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uri: (text: string) => URL.canParse(text),
};
