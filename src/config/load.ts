import { type OnPublished, onPublishedChoices } from "../deployment/desired.js";
import { generationOf } from "../deployment/generations.js";
import { ordered } from "../diagnostic/order.js";
import { didYouMean } from "../text/nearest.js";
import { folderOf, joinPath } from "../text/path.js";
import { checkShape, MAX_PROBLEMS } from "../yaml/check.js";
import type { YamlProblem } from "../yaml/problem.js";
import { type MapEntry, readYaml, type YamlNode } from "../yaml/tree.js";
import { entriesOf, textAt, textOf, textsOf, valueAt } from "../yaml/values.js";
import type { Config, ConfigResult, EnvironmentConfig, FlowConfig, RuleSetting, RuleSeverity } from "./config.js";
import { ruleSeverities } from "./config.js";
import { type ConfigProblem, configDiagnostic } from "./problems.js";
import { coverSecrets } from "./secrets.js";
import { configShape } from "./shape.js";
import { configVocabulary } from "./vocabulary.js";

export interface LoadOptions {
  /** Where the text comes from; paths in it are relative to that folder. */
  readonly path: string;
  /** The rules that a config may name. */
  readonly ruleIds: readonly string[];
}

/** Reads the text of a config. Everything that is wrong is found at once, each with its place. Never throws for a text. */
export async function loadConfig(text: string, { path, ruleIds }: LoadOptions): Promise<ConfigResult> {
  const { root, problems } = await readYaml(text, path, "config");
  const all = problems.map(named);
  const empty = root?.kind === "scalar" && root.value === null;
  if (root !== null && !empty) {
    all.push(...checkShape(root, configShape, configVocabulary(ruleIds)).map(named));
    all.push(...unknownFlows(root), ...successorNames(root));
  }
  const config = root === null || all.length > 0 ? null : build(root, path);
  const diagnostics = ordered(all.map(configDiagnostic)).slice(0, MAX_PROBLEMS);
  return { config, report: { path, kind: "config", diagnostics }, shownText: coverSecrets(text, root) };
}

/** What is wrong with any YAML file, by its name in a config. */
function named({ rule, ...problem }: YamlProblem<"secret" | "unknown-rule">): ConfigProblem {
  return { rule: `config-${rule}`, ...problem };
}

/** Flows that an environment names and the config does not have. */
function unknownFlows(root: YamlNode): ConfigProblem[] {
  const known = entriesOf(root, "flows").map((entry) => entry.key);
  const names = new Set(known);
  const unknown = entriesOf(root, "environments").flatMap((environment) =>
    entriesOf(environment.value, "flows")
      .filter((flow) => !names.has(flow.key))
      .map((flow) => ({ ...flow, environment: environment.key })),
  );
  return unknown.slice(0, MAX_PROBLEMS).map(({ key, keyRange, value, environment }) => ({
    rule: "config-unknown-flow",
    message: `Environment \`${environment}\` names the flow \`${key}\`, which \`flows\` does not have.${didYouMean(key, known)}`,
    pointer: value.pointer,
    range: keyRange,
  }));
}

/** Flows that are called like the one which takes the place of another where `on-published: new-flow` is said. */
function successorNames(root: YamlNode): ConfigProblem[] {
  const replacing = entriesOf(root, "environments").find(({ value }) => textAt(value, "on-published") === "new-flow");
  if (replacing === undefined) return [];
  const flows = entriesOf(root, "flows");
  return flows.flatMap(({ key, keyRange, value }) => {
    const first = flows.find((other) => other.key !== key && generationOf(key, other.key) !== null);
    if (first === undefined) return [];
    return {
      rule: "config-successor-name" as const,
      message: `The flow \`${key}\` is called like a successor of \`${first.key}\`, which \`on-published: new-flow\` of the environment \`${replacing.key}\` makes. Give it another name.`,
      pointer: value.pointer,
      range: keyRange,
    };
  });
}

// From here on the tree is known to have its shape; what is not there is left out.

function build(root: YamlNode, path: string): Config {
  const folder = folderOf(path);
  return {
    path,
    folder,
    flows: entriesOf(root, "flows").map((entry) => flowOf(entry, folder)),
    environments: entriesOf(root, "environments").map(environmentOf),
    rules: entriesOf(root, "rules").flatMap(({ key, value }) => settingsOf(key, value)),
  };
}

function flowOf({ key, value }: MapEntry, folder: string): FlowConfig {
  const endpoint = textAt(value, "endpoint");
  const categories = valueAt(value, "categories");
  return {
    name: key,
    json: joinPath(folder, textAt(value, "json") ?? ""),
    ...(endpoint === undefined ? {} : { endpoint: joinPath(folder, endpoint) }),
    ...(categories === undefined ? {} : { categories: textsOf(categories) }),
  };
}

function environmentOf({ key, value }: MapEntry): EnvironmentConfig {
  const phoneNumberId = textAt(value, "phone-number-id");
  const businessAccountId = textAt(value, "business-account-id");
  const publish = valueAt(value, "publish");
  const recipients = valueAt(value, "test-recipients");
  const onPublished = textAt(value, "on-published");
  const secrets = valueAt(value, "secrets");
  return {
    name: key,
    ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
    ...(businessAccountId === undefined ? {} : { businessAccountId }),
    publish: publish?.kind === "scalar" && publish.value === true,
    ...(isOnPublished(onPublished) ? { onPublished } : {}),
    testRecipients: recipients === undefined ? [] : textsOf(recipients),
    secretNames: secrets === undefined ? [] : [...new Set(textsOf(secrets))],
    flowIds: new Map(
      entriesOf(value, "flows").flatMap((flow) => {
        const flowId = textAt(flow.value, "flow-id");
        return flowId === undefined ? [] : [[flow.key, flowId] as const];
      }),
    ),
  };
}

function isOnPublished(value: string | undefined): value is OnPublished {
  return onPublishedChoices.some((choice) => choice === value);
}

function settingsOf(rule: string, node: YamlNode): RuleSetting[] {
  if (node.kind === "list") return node.items.flatMap((item) => settingsOf(rule, item));
  const severity = severityOf(node.kind === "map" ? valueAt(node, "severity") : node);
  if (severity === undefined) return [];
  const paths = valueAt(node, "paths");
  if (paths?.kind !== "list") return [{ rule, severity }];
  const patterns = paths.items.flatMap((item) =>
    item.kind === "scalar" ? [{ pattern: textOf(item), pointer: item.pointer, range: item.range }] : [],
  );
  return [{ rule, severity, paths: patterns }];
}

function severityOf(node: YamlNode | undefined): RuleSeverity | undefined {
  if (node?.kind !== "scalar") return undefined;
  return ruleSeverities.find((severity) => severity === textOf(node));
}
