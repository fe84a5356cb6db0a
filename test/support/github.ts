/** A stand-in for GitHub's REST API on loopback, as far as the action uses it. It holds both sides to the description. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { GitHubDescription } from "./github-openapi.js";

export interface Account {
  readonly login: string;
  readonly type: "Bot" | "User";
}

/** What a token may do. `read`: that of a pull request from a fork. */
export interface Token {
  readonly account: Account;
  readonly access: "read" | "write";
}

export interface Comment {
  readonly id: number;
  readonly author: Account;
  body: string;
}

export interface RecordedDeployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly description: string;
  readonly states: string[];
}

/** Makes calls fail. */
export interface Fault {
  readonly method: string;
  readonly path: RegExp;
  /** `hang-up`: the connection breaks without an answer. */
  readonly answer: number | "hang-up";
}

export interface RecordedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly status: number | "hang-up";
}

export const workflowBot: Account = { login: "github-actions[bot]", type: "Bot" };

export interface GitHubOptions {
  readonly tokens?: Readonly<Record<string, Token>>;
  /** Of pull request 7 of `octo/flows`. */
  readonly comments?: readonly { readonly author: Account; readonly body: string }[];
  readonly faults?: readonly Fault[];
  /** Open pull requests by commit. */
  readonly pulls?: Readonly<Record<string, number>>;
}

export interface GitHubStandIn {
  readonly url: string;
  readonly comments: readonly Comment[];
  readonly deployments: readonly RecordedDeployment[];
  readonly requests: readonly RecordedRequest[];
  /** What does not fit the description, on either side. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

const REPOSITORY = "/repos/octo/flows";
const description = new GitHubDescription();

export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubStandIn> {
  const standIn = new StandIn(options);
  const server = createServer((incoming, outgoing) => void standIn.serve(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  standIn.url = addressOf(server);
  return Object.assign(standIn, {
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  });
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

class StandIn {
  url = "";
  readonly comments: Comment[];
  readonly deployments: RecordedDeployment[] = [];
  readonly requests: RecordedRequest[] = [];
  readonly problems: string[] = [];
  private readonly options: GitHubOptions;

  constructor(options: GitHubOptions) {
    this.options = options;
    this.comments = (options.comments ?? []).map((comment, i) => ({ id: 1001 + i, ...comment }));
  }

  async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", this.url);
    const method = incoming.method ?? "GET";
    const path = url.pathname;
    const text = await readAll(incoming);
    const requestBody: unknown = text === "" ? undefined : JSON.parse(text);
    const fault = this.options.faults?.find((each) => each.method === method && each.path.test(path));
    if (fault?.answer === "hang-up") {
      this.requests.push({ method, path: path + url.search, status: "hang-up" });
      incoming.socket.destroy();
      return;
    }
    const answer =
      fault === undefined
        ? this.answer(method, path, url.searchParams, requestBody, incoming.headers.authorization)
        : refusal(fault.answer, "The stand-in was told to fail");
    this.requests.push({ method, path: path + url.search, status: answer.status });
    const exchange = { method, path, query: url.searchParams, requestBody, status: answer.status };
    this.problems.push(...description.problems({ ...exchange, responseBody: answer.body }));
    outgoing.writeHead(answer.status, { "content-type": "application/json; charset=utf-8", ...answer.headers });
    outgoing.end(JSON.stringify(answer.body));
  }

  private answer(
    method: string,
    path: string,
    query: URLSearchParams,
    body: unknown,
    authorization: string | undefined,
  ): Answer {
    const secret = /^(?:token|bearer) (.+)$/i.exec(authorization ?? "")?.[1];
    const token = secret === undefined ? undefined : this.options.tokens?.[secret];
    if (token === undefined) return refusal(401, "Bad credentials");
    if (method === "GET" && path === "/user") return user(token.account);
    if (method === "GET" && path === `${REPOSITORY}/issues/7/comments`) return this.list(query);
    const sha = new RegExp(`^${REPOSITORY}/commits/([^/]+)/pulls$`).exec(path)?.[1];
    if (method === "GET" && sha !== undefined) return { status: 200, body: this.pullsOf(sha) };
    if (token.access === "read") return refusal(403, "Resource not accessible by integration");
    if (method === "POST" && path === `${REPOSITORY}/issues/7/comments`) return this.create(body, token.account);
    const id = new RegExp(`^${REPOSITORY}/issues/comments/(\\d+)$`).exec(path)?.[1];
    if (method === "PATCH" && id !== undefined) return this.update(Number(id), body);
    if (method === "POST" && path === `${REPOSITORY}/deployments`) return this.deploy(body);
    const deployment = new RegExp(`^${REPOSITORY}/deployments/(\\d+)/statuses$`).exec(path)?.[1];
    if (method === "POST" && deployment !== undefined) return this.deployed(Number(deployment), body);
    return refusal(404, "Not Found");
  }

  private deploy(body: unknown): Answer {
    const { ref: sha, environment, description: text } = Object(body);
    const id = 1 + this.deployments.length;
    this.deployments.push({ id, sha, environment, description: text, states: [] });
    return { status: 201, body: description.example("deployment", { id, sha, environment }) };
  }

  private deployed(id: number, body: unknown): Answer {
    const { state } = Object(body);
    const deployment = this.deployments.find((each) => each.id === id);
    if (deployment === undefined) return refusal(404, "Not Found");
    deployment.states.push(state);
    return { status: 201, body: description.example("deployment-status", { state }) };
  }

  /** GitHub gives 30 comments a page, and 100 at most (GitHub docs: List issue comments). */
  private list(query: URLSearchParams): Answer {
    const size = Math.min(Number(query.get("per_page") ?? 30), 100);
    const page = Number(query.get("page") ?? 1);
    const rows = this.comments.slice((page - 1) * size, page * size).map((comment) => this.wire(comment));
    const hasNext = this.comments.length > page * size;
    const next = `${this.url}${REPOSITORY}/issues/7/comments?per_page=${size}&page=${page + 1}`;
    return { status: 200, body: rows, ...(hasNext ? { headers: { link: `<${next}>; rel="next"` } } : {}) };
  }

  private create(body: unknown, author: Account): Answer {
    const comment: Comment = { id: 1001 + this.comments.length, author, body: bodyText(body) };
    if (comment.body.length > 65_536) return tooLong();
    this.comments.push(comment);
    return { status: 201, body: this.wire(comment) };
  }

  private update(id: number, body: unknown): Answer {
    const comment = this.comments.find((each) => each.id === id);
    if (comment === undefined) return refusal(404, "Not Found");
    if (bodyText(body).length > 65_536) return tooLong();
    comment.body = bodyText(body);
    return { status: 200, body: this.wire(comment) };
  }

  private wire({ id, author, body }: Comment): unknown {
    const address = `${this.url}${REPOSITORY}/issues`;
    return {
      id,
      node_id: `IC_${id}`,
      url: `${address}/comments/${id}`,
      html_url: `https://github.com/octo/flows/pull/7#issuecomment-${id}`,
      issue_url: `${address}/7`,
      body,
      user: simpleUser(author),
      author_association: "NONE",
      created_at: "2026-11-22T10:00:00Z",
      updated_at: "2026-11-22T10:00:00Z",
    };
  }

  /** Only what tests read of a pull request; the rest of its hundred fields is left to the description's examples. */
  private pullsOf(sha: string): unknown[] {
    const number = this.options.pulls?.[sha];
    return number === undefined ? [] : [description.pullRequest(number)];
  }
}

function bodyText(body: unknown): string {
  const text: unknown = Reflect.get(Object(body), "body");
  if (typeof text !== "string") throw new TypeError("A comment has no body.");
  return text;
}

function refusal(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) } };
}

function tooLong(): Answer {
  const message = "Body is too long (maximum is 65536 characters)";
  return {
    status: 422,
    body: { message: "Validation Failed", errors: [{ code: "custom", field: "body", message }], documentation_url: "" },
  };
}

function user(account: Account): Answer {
  if (account.type === "Bot") return refusal(403, "Resource not accessible by integration");
  const times = { created_at: "2020-01-01T00:00:00Z", updated_at: "2026-11-22T10:00:00Z" };
  const counts = { public_repos: 1, public_gists: 0, followers: 0, following: 0 };
  const nothing = { name: null, company: null, blog: null, location: null, email: null, hireable: null, bio: null };
  return { status: 200, body: { ...simpleUser(account), ...nothing, ...times, ...counts } };
}

function simpleUser({ login, type }: Account): Readonly<Record<string, unknown>> {
  const address = `https://api.github.com/users/${encodeURIComponent(login)}`;
  const links = ["followers", "following", "gists", "starred", "subscriptions", "organizations", "repos", "events"];
  return {
    login,
    id: 42,
    node_id: "U_42",
    avatar_url: "https://avatars.githubusercontent.com/u/42",
    gravatar_id: "",
    url: address,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    ...Object.fromEntries(links.map((name) => [`${name}_url`, `${address}/${name}`])),
    received_events_url: `${address}/received_events`,
    type,
    site_admin: false,
  };
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address !== "object") throw new Error("The stand-in has no port.");
  return `http://127.0.0.1:${address.port}`;
}
