/** All inputs, read once, into one frozen object; everything that is wrong with them is told together. */
import type { FlowActionPayload } from "../client/wire.js";
import { onPublishedChoices } from "../deployment/desired.js";
import { listItems } from "../text/list.js";
import { quotedList } from "../text/quoted.js";
import { type InputName, inputNames, inputSpec } from "./input-specs.js";
import type { Runner } from "./runner.js";

export type Source = "input" | "config" | "environment" | "default";

/** A value, and where it came from: messages name that place. */
export interface Given<T> {
  readonly value: T;
  readonly source: Source;
}

export type Inputs = ReturnType<Reader["all"]>;

/** What the user wrote in an input, trimmed; undefined when it is empty, which is how GitHub passes what is not given. */
function rawInput(env: Runner["env"], name: string): string | undefined {
  const value = env[`INPUT_${name.toUpperCase()}`]?.trim();
  return value === "" ? undefined : value;
}

/** Hides every secret among the inputs; called before anything is logged. Gives them, so that reports lack them too. */
export function maskInputs(runner: Runner): readonly string[] {
  const secrets = inputNames.flatMap((name) => {
    const { secret, env } = inputSpec(name);
    const value = rawInput(runner.env, name) ?? (env === undefined ? undefined : runner.env[env]?.trim());
    if (secret === undefined || value === undefined || value === "") return [];
    return secret === "text" ? [value] : listItems(value).flatMap(numberForms);
  });
  for (const secret of secrets) runner.mask(secret);
  return secrets;
}

/** A telephone number as given and in digits, which is how answers of the service write it. */
export function numberForms(number: string): readonly string[] {
  const digits = number.replace(/\D/g, "");
  return [...new Set([number, digits])].filter((form) => form.length > 0);
}

/** Reads everything; what is wrong is told as sentences, and the value is missing then. */
export function readInputs(env: Runner["env"]): { readonly inputs: Inputs; readonly problems: readonly string[] } {
  const reader = new Reader(env);
  return { inputs: Object.freeze(reader.all()), problems: reader.problems };
}

class Reader {
  readonly problems: string[] = [];
  private readonly env: Runner["env"];

  constructor(env: Runner["env"]) {
    this.env = env;
  }

  // The return type is what `Inputs` is made of.
  all() {
    return {
      pipeline: this.list("pipeline"),
      path: this.list("path"),
      config: this.text("config"),
      environment: this.text("environment"),
      endpoint: this.text("endpoint"),
      flowId: this.text("flow-id"),
      phoneNumberId: this.text("phone-number-id"),
      businessAccountId: this.text("business-account-id"),
      name: this.text("name"),
      apiKey: this.text("api-key"),
      apiBaseUrl: this.text("api-base-url"),
      graphVersion: this.text("graph-version"),
      to: this.list("to"),
      bodyText: this.text("body-text"),
      headerText: this.text("header-text"),
      footerText: this.text("footer-text"),
      flowCta: this.text("flow-cta"),
      flowToken: this.text("flow-token"),
      flowAction: this.choice("flow-action", ["navigate", "data_exchange"]),
      flowActionPayload: this.payload("flow-action-payload"),
      mode: this.choice("mode", ["draft", "published"]),
      plan: this.text("plan"),
      onPublished: this.choice("on-published", onPublishedChoices),
      timeout: this.minutes("timeout"),
      githubToken: this.text("github-token"),
      comment: this.choice("comment", ["auto", "always", "never"]),
      deployment: this.choice("deployment", ["auto", "never"]),
      failOn: this.choice("fail-on", ["error", "warning", "never"]),
      workingDirectory: this.text("working-directory"),
      reportDir: this.text("report-dir"),
    };
  }

  private text(name: InputName): Given<string> | undefined {
    const spec = inputSpec(name);
    const input = rawInput(this.env, name);
    if (input !== undefined) return { value: input, source: "input" };
    const variable = spec.env === undefined ? undefined : this.env[spec.env]?.trim();
    if (variable !== undefined && variable !== "") return { value: variable, source: "environment" };
    // An expression is GitHub's to fill in; when it did not, there is no value.
    if (spec.default !== undefined && !spec.default.includes("${{")) return { value: spec.default, source: "default" };
    if (spec.required === true) this.problems.push(`The input \`${name}\` is missing.`);
    return undefined;
  }

  private list(name: InputName): Given<readonly string[]> | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    const value = listItems(given.value);
    if (value.length === 0) this.problems.push(`The input \`${name}\` has separators only.`);
    return { value, source: given.source };
  }

  private choice<const C extends string>(name: InputName, choices: readonly C[]): Given<C> | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    const value = choices.find((choice) => choice === given.value);
    if (value !== undefined) return { value, source: given.source };
    this.problems.push(`The input \`${name}\` cannot be \`${given.value}\`: it takes ${quotedList(choices)}.`);
    return undefined;
  }

  private minutes(name: InputName): Given<number> | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    const value = Number(given.value);
    if (Number.isFinite(value) && value > 0) return { value, source: given.source };
    this.problems.push(`The input \`${name}\` cannot be \`${given.value}\`: it takes a number of minutes above 0.`);
    return undefined;
  }

  private payload(name: InputName): Given<FlowActionPayload> | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    // Not quoted in the problem: it may hold what a person entered.
    const value = objectOf(given.value);
    if (value === undefined) {
      this.problems.push(`The input \`${name}\` is not a JSON object such as \`{"screen": "WELCOME"}\`.`);
      return undefined;
    }
    return { value, source: given.source };
  }
}

function objectOf(text: string): FlowActionPayload | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return { ...value };
  } catch {
    return undefined;
  }
}
