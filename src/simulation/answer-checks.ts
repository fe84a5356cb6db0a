/**
 * What one answer of a data endpoint must satisfy.
 * Source: Meta's guide to flow endpoints, and its Flow JSON reference for routing; Kapso's notes for `version`.
 */
import type { Severity } from "../diagnostic/diagnostic.js";
import { endOfFlow } from "../flow/routing-graph.js";
import { key, type Place } from "../flow/rule.js";
import { shorten } from "../flow/words.js";
import { type JsonNode, memberOf, type ObjectNode, property } from "../json/node.js";
import { mismatches, needsJudge } from "../schema/conforms.js";
import { nearest } from "../text/nearest.js";
import { type Answer, paramsOf } from "./answer.js";

/** What is wrong with an answer. Where that is shown is the caller's business. */
export interface Problem {
  readonly rule: string;
  readonly message: string;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /** A place in the flow that belongs to it, such as the declaration of a field. */
  readonly related?: { readonly message: string; readonly place: Place };
  /** What it is about, where the message has a value in it that differs from exchange to exchange. */
  readonly about?: string;
}

type Found = Omit<Problem, "rule">;

/** One check of an answer. It is silent where another one has already said what is wrong. */
interface AnswerCheck {
  readonly rule: string;
  readonly find: (answer: Answer) => Found | readonly Found[] | undefined;
}

const MB = 1024 * 1024;
/** Answers beyond the first are refused; those beyond the second were once. */
const mostBytes = 10 * MB;
const onceMostBytes = MB;
/** How fast Meta's guide wants an answer, and when Meta counts it as failed. */
const slowMs = 1000;
const lateMs = 10_000;
/** Fields that the flow does not know are as many as the code likes. */
const mostNamed = 20;
/** Parameters that are longer than this are no message any more. */
const maxParams = 10_000;

const endings: readonly AnswerCheck[] = [
  {
    rule: "endpoint-throws",
    find: ({ outcome, subject }) =>
      // Without the network nobody knows whether it would have come.
      outcome.kind === "threw" && outcome.refused.length === 0
        ? { message: `${subject} did not come: the handler throws \`${shorten(outcome.message, 200)}\`.` }
        : undefined,
  },
  {
    rule: "endpoint-timeout",
    find: ({ outcome, subject }) =>
      outcome.kind === "stopped" && outcome.reason === "time"
        ? {
            message: `${subject} did not come in time; the code was ended. Look for a loop, or for something it waits for.`,
          }
        : undefined,
  },
  {
    rule: "endpoint-memory",
    find: ({ outcome, subject }) =>
      outcome.kind === "stopped" && outcome.reason === "memory"
        ? { message: `${subject} did not come: the code took more memory than it may, and was ended.` }
        : undefined,
  },
  {
    rule: "endpoint-stopped",
    find: ({ outcome, subject }) =>
      outcome.kind === "stopped" && outcome.reason === "exit"
        ? { message: `${subject} did not come: the process that runs the code ended by itself.` }
        : undefined,
  },
  {
    rule: "endpoint-no-response",
    find: ({ outcome, subject }) =>
      outcome.kind === "no-response"
        ? { message: `${subject} is ${outcome.found} instead of a \`Response\`; return \`Response.json(…)\`.` }
        : undefined,
  },
  {
    rule: "endpoint-network",
    find: ({ outcome, subject }) =>
      "refused" in outcome
        ? outcome.refused.map((url) => ({
            message: `${subject} needs \`${shorten(url)}\`, which the simulation does not allow.${allowing(url)}`,
          }))
        : undefined,
  },
  {
    rule: "endpoint-slow",
    find: ({ outcome, subject }) => {
      if (!("durationMs" in outcome) || outcome.kind === "stopped" || outcome.durationMs <= slowMs) return undefined;
      const tooLate = outcome.durationMs > lateMs;
      return {
        message: `${subject} took more than ${tooLate ? "ten seconds, which Meta counts as failed" : "a second"}.`,
        severity: tooLate ? "error" : "warning",
      };
    },
  },
  {
    rule: "endpoint-size",
    find: ({ outcome, subject, bytes }) => {
      if (outcome.kind === "too-large" || bytes > mostBytes) return { message: `${subject} has more than 10 MB.` };
      return bytes > onceMostBytes ? { message: `${subject} has more than 1 MB.`, severity: "warning" } : undefined;
    },
  },
  {
    rule: "endpoint-status",
    find: ({ outcome, subject }) =>
      outcome.kind === "answered" && outcome.status !== 200
        ? {
            message: `${subject} has status \`${outcome.status}\`; answer a user's mistake with 200 and \`error_message\`.`,
            ...(outcome.refused.length === 0 ? {} : { severity: "warning" }),
          }
        : undefined,
  },
];

/** What lets the code ask a host. */
function allowing(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : "";
  return host === "" ? "" : ` Where it may be asked, \`--allow-fetch ${shorten(host)}\` allows it.`;
}

/** Whether there is an answer to look into. */
const isRead = ({ outcome, root }: Answer): boolean =>
  outcome.kind === "answered" && outcome.status === 200 && root !== undefined;

const members: readonly AnswerCheck[] = [
  {
    rule: "endpoint-not-json",
    find: ({ outcome, root, subject }) =>
      outcome.kind === "answered" && outcome.status === 200 && root === undefined
        ? { message: `${subject} is no JSON object; return \`Response.json({ version, screen, data })\`.` }
        : undefined,
  },
  {
    rule: "endpoint-version",
    find: (answer) => {
      if (!isRead(answer)) return undefined;
      const { subject, request, root } = answer;
      const version = property(root, "version");
      if (version === undefined) return { message: `${subject} has no \`version\`; add \`version: "3.0"\`.` };
      // Both the guides and Kapso's notes write 3.0 whatever the Data API version of the flow is.
      const known = version.kind === "string" && ["3.0", request.version].includes(version.value);
      return known
        ? undefined
        : { message: `${subject} has another \`version\` than the request (\`${request.version}\`).` };
    },
  },
  {
    rule: "endpoint-screen-required",
    find: (answer) =>
      isRead(answer) && answer.screenName === undefined
        ? { message: `${answer.subject} has no \`screen\`; name the screen to show, or \`SUCCESS\` to end the flow.` }
        : undefined,
  },
  {
    rule: "endpoint-screen-unknown",
    find: ({ flow, screenName, to, ends, subject }) => {
      if (screenName === undefined || to !== undefined || ends) return undefined;
      const close = nearest(screenName, [...flow.screensById.keys(), endOfFlow]);
      const hint = close === undefined ? "" : ` Is it \`${shorten(close)}\`?`;
      return { message: `${subject} names screen \`${shorten(screenName)}\`, which the flow does not have.${hint}` };
    },
  },
  {
    rule: "endpoint-data-required",
    find: (answer) =>
      isRead(answer) && answer.data === undefined
        ? { message: `${answer.subject} has no object \`data\`; without anything to say it is \`{}\`.` }
        : undefined,
  },
];

const moves: readonly AnswerCheck[] = [
  {
    rule: "endpoint-first-screen",
    find: ({ graph, request, to, subject }) => {
      if (request.action !== "INIT" || to === undefined) return undefined;
      const route = graph.routes.find((each) => each.to === to);
      if (route === undefined) return undefined;
      return {
        message: `${subject} is screen \`${shorten(to.id ?? "")}\`, which is no first screen: \`${shorten(route.from.id ?? "")}\` leads to it.`,
        related: { message: "The route to it.", place: { target: "value", node: route.node } },
      };
    },
  },
  {
    rule: "endpoint-transition",
    find: ({ graph, request, screen, to, subject }) => {
      if (request.action !== "data_exchange" || screen === undefined || to === undefined || to === screen)
        return undefined;
      const leads = graph.routesFrom.get(screen)?.has(to) === true;
      // Phones were seen to take a step back along a route.
      if (leads || graph.routesFrom.get(to)?.has(screen) === true) return undefined;
      const row = graph.rows.find((each) => each.screen === screen);
      return {
        message: `${subject} is screen \`${shorten(to.id ?? "")}\`, and \`routing_model\` has no route to it.`,
        ...(row === undefined
          ? {}
          : { related: { message: "The routes of that screen.", place: { target: "value", node: row.list } } }),
      };
    },
  },
  {
    rule: "endpoint-back-transition",
    find: ({ graph, request, screen, to, ends, subject }) => {
      if (request.action !== "BACK" || screen === undefined) return undefined;
      if (ends) return { message: `${subject} ends the flow, although the user wanted to go back.` };
      if (to === undefined || to === screen || graph.routesFrom.get(to)?.has(screen) === true) return undefined;
      return {
        message: `${subject} is screen \`${shorten(to.id ?? "")}\`, which does not lead to the one that was left.`,
      };
    },
  },
];

const fields: readonly AnswerCheck[] = [
  {
    rule: "endpoint-error-message",
    find: ({ data, to, subject }) => {
      const message = property(data, "error_message");
      if (to === undefined || message === undefined || message.kind === "string") return undefined;
      return { message: `${subject} has an \`error_message\` that is no text.` };
    },
  },
  {
    rule: "endpoint-field-missing",
    find: ({ data, to, screen, subject }) => {
      if (data === undefined || to === undefined) return undefined;
      const missing = (to.data?.members ?? []).filter(
        ({ key: name }) => name !== "error_message" && memberOf(data, name) === undefined,
      );
      return missing.map(({ key: name, value }) => ({
        message: `${subject} leaves out \`${shorten(name)}\`, which screen \`${shorten(to.id ?? "")}\` declares.`,
        // A refresh keeps what it had on some phones; a new screen has nothing to keep.
        severity: to === screen ? "warning" : "error",
        related: { message: "Declared here.", place: key(value) },
      }));
    },
  },
  {
    rule: "endpoint-field-unknown",
    find: ({ data, to, subject }) => {
      if (data === undefined || to === undefined) return undefined;
      const unknown = data.members.filter(
        ({ key: name }) => name !== "error_message" && memberOf(to.data, name) === undefined,
      );
      const rest = unknown.length - mostNamed;
      const more = {
        message: `${subject} has ${rest} more fields that screen \`${shorten(to.id ?? "")}\` does not declare.`,
      };
      const named = unknown.slice(0, mostNamed).map(({ key: name }) => {
        const close = nearest(name, to.data?.members.map((member) => member.key) ?? []);
        const hint = close === undefined ? "" : ` Is it \`${shorten(close)}\`?`;
        return {
          message: `${subject} has a field \`${shorten(name)}\`, which screen \`${shorten(to.id ?? "")}\` does not declare.${hint}`,
        };
      });
      return rest > 0 ? [...named, more] : named;
    },
  },
  {
    rule: "endpoint-data-type",
    find: ({ data, to, subject, judge }) => {
      if (data === undefined || to?.data === undefined) return undefined;
      return to.data.members.flatMap(({ key: name, value: schema }): readonly Found[] => {
        const value = property(data, name);
        if (value === undefined || schema.kind !== "object") return [];
        const wrong = needsJudge(schema) ? (judge?.(schema, value) ?? []) : mismatches(schema, value);
        return wrong.slice(0, 3).map((each) => {
          const path = pathIn(data, each.node);
          return {
            message: `${subject} has a wrong \`${shorten(path)}\`: ${each.message}`,
            about: `${subject} ${path}`,
            related: { message: "Declared here.", place: key(schema) },
          };
        });
      });
    },
  },
];

/** Where a value stands inside the data, as `slots[].title`: entries of a list most often share a mistake. */
function pathIn(data: ObjectNode, node: JsonNode): string {
  let path = "";
  for (let at: JsonNode | null = node; at !== null && at !== data; at = at.parent) {
    path = typeof at.key === "number" ? `[]${path}` : `.${at.key ?? ""}${path}`;
  }
  return path.slice(1);
}

const final: readonly AnswerCheck[] = [
  {
    rule: "endpoint-final-params",
    find: ({ ends, data, subject }) =>
      ends && paramsOf(data) === undefined
        ? { message: `${subject} ends the flow without \`data.extension_message_response.params\`.` }
        : undefined,
  },
  {
    rule: "endpoint-final-token",
    find: ({ ends, data, request, subject }) => {
      const params = ends ? paramsOf(data) : undefined;
      if (params === undefined) return undefined;
      const token = property(params, "flow_token");
      if (token?.kind !== "string")
        return { message: `${subject} ends the flow without the text \`params.flow_token\`.` };
      if (token.value === request.flow_token) return undefined;
      return {
        message: `${subject} ends the flow with another flow token than that of the request.`,
        severity: "warning",
      };
    },
  },
  {
    rule: "endpoint-final-size",
    find: ({ ends, data, subject }) => {
      const params = ends ? paramsOf(data) : undefined;
      if (params === undefined || params.end - params.start <= maxParams) return undefined;
      return { message: `${subject} ends the flow with ${params.end - params.start} characters of parameters.` };
    },
  },
];

/** Everything that one answer must satisfy, in the order in which it is looked at. */
const answerChecks: readonly AnswerCheck[] = [...endings, ...members, ...moves, ...fields, ...final];

/** What is wrong with an answer. */
export function problemsOf(answer: Answer): readonly Problem[] {
  return answerChecks.flatMap(({ rule, find }) => {
    const found = find(answer) ?? [];
    const list: readonly Found[] = "message" in found ? [found] : found;
    return list.map((each) => ({ rule, ...each }));
  });
}
