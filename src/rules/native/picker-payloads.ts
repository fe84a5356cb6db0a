import type { Action, Component, FlowDocument } from "../../flow/document.js";
import { type DynamicText, dynamicTexts, resolve } from "../../flow/references.js";
import { type Check, inside, type Place, type Report, type RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";

/** Files that one response message can carry, from 5.0 on. Source: changelog of 2024-08-13. */
const maxFiles = 10;
const maxTotalKb = 102_400;

const payload = {
  code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
  severity: "error",
  source: sources.media,
} as const;

const rules: readonly RuleInfo[] = [
  {
    ...payload,
    id: "on-click-photo-in-navigate",
    since: "4.0",
    what: "A `navigate` payload hands photos to the next screen.",
    why: "Files are uploaded when the flow ends or the endpoint is asked; a screen cannot take them.",
  },
  {
    ...payload,
    id: "on-click-document-in-navigate",
    since: "4.0",
    what: "A `navigate` payload hands documents to the next screen.",
    why: "Files are uploaded when the flow ends or the endpoint is asked; a screen cannot take them.",
  },
  {
    ...payload,
    id: "native-not-top-level",
    since: "4.0",
    what: "Files stand inside an object or list of a payload.",
    why: "Meta takes the value of a PhotoPicker or DocumentPicker only directly under a key of the payload.",
  },
  {
    ...payload,
    id: "on-click-photo-max-one",
    since: "4.0",
    until: "4.0",
    what: "In 4.0 `complete` sends a PhotoPicker that takes more than one photo.",
    why: "Before 5.0 a response message carries one file.",
  },
  {
    ...payload,
    id: "on-click-document-max-one",
    since: "4.0",
    until: "4.0",
    what: "In 4.0 `complete` sends a DocumentPicker that takes more than one document.",
    why: "Before 5.0 a response message carries one file.",
  },
  {
    ...payload,
    id: "native-complete-single",
    since: "4.0",
    until: "4.0",
    what: "In 4.0 `complete` sends more than one picker.",
    why: "Before 5.0 a response message carries one file.",
  },
  {
    ...payload,
    id: "native-complete-max-files",
    since: "5.0",
    what: "`complete` can send more than ten files.",
    why: "A response message carries ten files at most; a picker without a maximum counts as thirty.",
  },
  {
    ...payload,
    id: "native-complete-max-size",
    code: "WF_MEDIA_TOTAL_SIZE",
    severity: "warning",
    since: "5.0",
    what: "`complete` can send more than 100 MiB of files.",
    why: "A response message carries 100 MiB at most; users who pick large files would fail.",
  },
];

type PickerType = "PhotoPicker" | "DocumentPicker";

const pickers: Readonly<Record<PickerType, { plural: string; max: string; inNavigate: string; maxOne: string }>> = {
  PhotoPicker: {
    plural: "photos",
    max: "max-uploaded-photos",
    inNavigate: "on-click-photo-in-navigate",
    maxOne: "on-click-photo-max-one",
  },
  DocumentPicker: {
    plural: "documents",
    max: "max-uploaded-documents",
    inNavigate: "on-click-document-in-navigate",
    maxOne: "on-click-document-max-one",
  },
};

interface Use {
  readonly component: Component;
  readonly type: PickerType;
  readonly place: Place;
}

function limit(component: Component, name: string, fallback: number): number {
  const node = property(component.node, name);
  return node?.kind === "number" ? node.value : fallback;
}

function maxFilesOf(use: Use): number {
  return limit(use.component, pickers[use.type].max, 30);
}

function useOf(flow: FlowDocument, text: DynamicText): Use | undefined {
  if (text.form.kind !== "reference") return undefined;
  const { reference } = text.form;
  if (reference.storage !== "form") return undefined;
  const resolution = resolve(flow, text.screen, reference);
  if (resolution.kind !== "input") return undefined;
  const { component } = resolution;
  if (component.type !== "PhotoPicker" && component.type !== "DocumentPicker") return undefined;
  return { component, type: component.type, place: inside(text.node, reference.start, reference.end) };
}

function checkComplete(uses: readonly Use[], report: Report): void {
  const distinct = [...new Map(uses.map((use) => [use.component, use])).values()];
  for (const use of distinct) {
    if (maxFilesOf(use) > 1) {
      const { max, plural, maxOne } = pickers[use.type];
      report(maxOne, use.place, `Before Flow JSON 5.0 \`complete\` sends one of the ${plural}; set \`${max}\` to 1.`);
    }
  }
  const second = distinct[1];
  if (second !== undefined) {
    const message = "Before Flow JSON 5.0 `complete` sends one PhotoPicker or DocumentPicker.";
    report("native-complete-single", second.place, message);
  }
  const tooMany = exceeding(distinct, maxFilesOf, maxFiles);
  if (tooMany !== undefined) {
    const message = `The pickers in this payload take up to ${tooMany.sum} files; \`complete\` sends ${maxFiles} at most. Lower their maximum.`;
    report("native-complete-max-files", tooMany.use.place, message);
    return;
  }
  const tooLarge = exceeding(
    distinct,
    (use) => maxFilesOf(use) * limit(use.component, "max-file-size-kb", 25_600),
    maxTotalKb,
  );
  if (tooLarge !== undefined) {
    const mebibytes = Math.ceil(tooLarge.sum / 1024);
    const message = `The files of this payload can reach ${mebibytes} MiB; \`complete\` sends 100 MiB at most.`;
    report("native-complete-max-size", tooLarge.use.place, message);
  }
}

/** The first use with which a sum goes beyond the number allowed, and the sum of all. */
function exceeding(
  uses: readonly Use[],
  amount: (use: Use) => number,
  allowed: number,
): { readonly use: Use; readonly sum: number } | undefined {
  let sum = 0;
  let first: Use | undefined;
  for (const use of uses) {
    sum += amount(use);
    if (sum > allowed) first ??= use;
  }
  return first === undefined ? undefined : { use: first, sum };
}

/** Values of pickers in payloads. */
export const pickerPayloads: Check = {
  rules,
  run: (flow, report) => {
    const byComplete = new Map<Action, Use[]>();
    for (const text of dynamicTexts(flow)) {
      if (text.site.kind !== "payload") continue;
      const use = useOf(flow, text);
      if (use === undefined) continue;
      const { action, top } = text.site;
      const name = `\`${shorten(text.node.value)}\``;
      if (action.name === "navigate") {
        const message = `${name} holds files, which a \`navigate\` payload cannot hand on.`;
        report(pickers[use.type].inNavigate, use.place, message);
      } else if ((action.name === "complete" || action.name === "data_exchange") && !top) {
        report("native-not-top-level", use.place, `${name} holds files; put it directly under a key of the payload.`);
      }
      if (action.name === "complete") byComplete.set(action, [...(byComplete.get(action) ?? []), use]);
    }
    for (const uses of byComplete.values()) checkComplete(uses, report);
  },
};
