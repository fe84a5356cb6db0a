/** Checks requests and answers against GitHub's published API description (`@octokit/openapi`, a dev dependency). */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";

const DESCRIPTION = fileURLToPath(
  new URL("../../node_modules/@octokit/openapi/generated/api.github.com.json", import.meta.url),
);

export interface GitHubExchange {
  readonly method: string;
  /** Below the base URL, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseBody: unknown;
}

export class GitHubDescription {
  private readonly ajv = new Ajv({ strict: false, allErrors: true, formats });
  private readonly paths: Readonly<Record<string, unknown>>;
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly document: unknown;

  constructor() {
    this.document = JSON.parse(readFileSync(DESCRIPTION, "utf8"));
    this.paths = Object.fromEntries(Object.entries(Object(at(this.document, "paths"))));
    this.ajv.addSchema({ $id: "github", paths: this.paths, components: at(this.document, "components") });
  }

  /** What is wrong with an exchange; empty when nothing is. */
  problems(exchange: GitHubExchange): readonly string[] {
    const { method, path } = exchange;
    const template = this.templateOf(path);
    const operation = template === undefined ? undefined : at(this.paths[template], method.toLowerCase());
    if (template === undefined || operation === undefined) return [`GitHub has no ${method} ${path}`];
    const pointer = `#/paths/${escapeSegment(template)}/${method.toLowerCase()}`;
    return [
      ...this.queryProblems(operation, exchange),
      ...this.requestProblems(pointer, operation, exchange),
      ...this.responseProblems(pointer, operation, exchange),
    ].map((problem) => `${method} ${path}: ${problem}`);
  }

  /** A pull request as the description's example has it, with another number. The example's teams lack a member. */
  pullRequest(number: number): unknown {
    const example = at(at(at(this.document, "components"), "examples"), "pull-request-simple-items");
    return { ...Object(list(at(example, "value"))[0]), number, requested_teams: [] };
  }

  /** What the description has as an example, with other members. */
  example(name: string, members: Readonly<Record<string, unknown>>): unknown {
    const example = at(at(at(this.document, "components"), "examples"), name);
    return { ...Object(at(example, "value")), ...members };
  }

  /** Literal segments win over parameters, as in `/issues/comments/{comment_id}`. */
  private templateOf(path: string): string | undefined {
    return Object.keys(this.paths)
      .filter((template) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path))
      .sort((a, b) => a.split("{").length - b.split("{").length)[0];
  }

  private queryProblems(operation: unknown, { query }: GitHubExchange): string[] {
    const parameters = list(at(operation, "parameters")).map((parameter) => this.resolved(parameter));
    const known = parameters.filter((each) => at(each, "in") === "query").map((each) => at(each, "name"));
    return [...query.keys()].filter((name) => !known.includes(name)).map((name) => `no query parameter ${name}`);
  }

  private requestProblems(pointer: string, operation: unknown, { requestBody }: GitHubExchange): string[] {
    const described = at(operation, "requestBody");
    if (described === undefined) return requestBody === undefined ? [] : ["takes no body"];
    if (requestBody === undefined) return at(described, "required") === true ? ["needs a body"] : [];
    return this.check(`${pointer}/requestBody/content/${escapeSegment("application/json")}/schema`, requestBody);
  }

  private responseProblems(pointer: string, operation: unknown, { status, responseBody }: GitHubExchange): string[] {
    // What a proxy or a broken server answers is in no description.
    if (status >= 500) return [];
    const described = at(at(operation, "responses"), String(status));
    // Every operation that needs a right may answer so (GitHub docs: REST API, Troubleshooting).
    if (described === undefined) return [401, 403, 404].includes(status) ? [] : [`describes no status ${status}`];
    const reference = at(described, "$ref");
    const where = typeof reference === "string" ? reference : `${pointer}/responses/${status}`;
    if (at(at(this.resolved(described), "content"), "application/json") === undefined) return [];
    return this.check(`${where}/content/${escapeSegment("application/json")}/schema`, responseBody);
  }

  private check(pointer: string, value: unknown): string[] {
    let validate = this.compiled.get(pointer);
    if (validate === undefined) {
      validate = this.ajv.compile({ $ref: `github${pointer}` });
      this.compiled.set(pointer, validate);
    }
    return validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
  }

  private resolved(value: unknown): unknown {
    const reference = at(value, "$ref");
    if (typeof reference !== "string") return value;
    return reference
      .slice(2)
      .split("/")
      .reduce<unknown>((where, key) => at(where, key), this.document);
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function escapeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"));
}

const formats = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: true,
  email: true,
  int64: true,
  int32: true,
  timestamp: true,
  "ssh-url": true,
  hostname: true,
  uri: (text: string) => URL.canParse(text),
} as const;
