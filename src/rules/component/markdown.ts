/** Markdown that the phone does not show: RichText knows two levels of headings, the other texts none. */
import { componentsOf } from "../../flow/components-by-type.js";
import type { Component, FlowDocument } from "../../flow/document.js";
import { isLiteralText } from "../../flow/literal.js";
import { type Check, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { property, type StringNode } from "../../json/node.js";
import { listed } from "../../text/counted.js";

const shared = {
  code: "WF_MARKDOWN_UNSUPPORTED",
  severity: "warning",
  since: "5.1",
  source: sources.components,
} as const;

const rules: readonly RuleInfo[] = [
  {
    ...shared,
    id: "component-markdown-unsupported-syntax",
    what: "A TextBody or TextCaption with `markdown` has a heading, an image or a table.",
    why: "Those are for RichText; here they are shown as they are written.",
  },
  {
    ...shared,
    id: "component-rich-text-image-uri",
    what: "An image in a RichText is not written as a data URI.",
    why: "Phones load no pictures from elsewhere.",
  },
  {
    ...shared,
    id: "component-rich-text-heading-level",
    what: "A RichText has a heading of the third level or below.",
    why: "Two levels are shown as headings, `#` and `##`.",
  },
  {
    ...shared,
    id: "component-rich-text-nested-list",
    what: "A RichText has a list in a list.",
    why: "Lists of one level are shown only.",
  },
];

/** Markdown in literal texts. */
export const markdown: Check = {
  rules,
  run: (flow, report) => {
    for (const type of ["TextBody", "TextCaption"]) {
      for (const component of componentsOf(flow, type)) {
        const on = property(component.node, "markdown");
        if (on?.kind === "boolean" && on.value) eachText(flow, component, (text) => checkPlain(text, type, report));
      }
    }
    for (const component of componentsOf(flow, "RichText")) {
      eachText(flow, component, (text) => checkRich(text, report));
    }
  },
};

function eachText(flow: FlowDocument, { node }: Component, check: (text: StringNode) => void): void {
  const text = property(node, "text");
  for (const part of text?.kind === "array" ? text.items : [text]) {
    if (isLiteralText(flow, part)) check(part);
  }
}

// Every pattern is held against one line and begins at its start, so that long texts cost no more than their length.
const heading = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const deepHeading = /^ {0,3}#{3,6}(?:[ \t]|$)/;
const indentedItem = /^[ \t]+(?:[-*+]|\d{1,9}[.)])[ \t]/;
const tableRule = /^[|:\- \t]+$/;

function checkPlain(node: StringNode, type: string, report: Report): void {
  const text = node.value;
  const uses: string[] = [];
  if (text.includes("#") && someLine(text, (line) => heading.test(line))) uses.push("headings");
  if (images(text).length > 0) uses.push("images");
  if (text.includes("|") && someLine(text, isTableRule)) uses.push("tables");
  if (uses.length === 0) return;
  const message = `The markdown of ${type} has no ${listed(uses)}; RichText has.`;
  report("component-markdown-unsupported-syntax", value(node), message);
}

/** The line between the heading of a table and its rows. */
function isTableRule(line: string): boolean {
  return line.includes("|") && line.includes("-") && tableRule.test(line);
}

function checkRich(node: StringNode, report: Report): void {
  const text = node.value;
  const outside = images(text).find((target) => !/^\s*data:/i.test(target));
  if (outside !== undefined) {
    const message = `An image in a RichText is a data URI such as \`data:image/png;base64,…\`; found \`${shorten(outside)}\`.`;
    report("component-rich-text-image-uri", value(node), message);
  }
  if (text.includes("###") && someLine(text, (line) => deepHeading.test(line))) {
    report("component-rich-text-heading-level", value(node), "RichText shows headings of two levels, `#` and `##`.");
  }
  if (someLine(text, (line) => indentedItem.test(line))) {
    report("component-rich-text-nested-list", value(node), "RichText shows lists of one level; do not indent entries.");
  }
}

function someLine(text: string, test: (line: string) => boolean): boolean {
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    if (test(text.slice(start, end))) return true;
    start = end + 1;
  }
  return false;
}

/** The targets of the images in a text: what stands in parentheses after `![…]`. */
function images(text: string): readonly string[] {
  const targets: string[] = [];
  let at = text.indexOf("![");
  while (at !== -1) {
    const close = text.indexOf("]", at + 2);
    if (close === -1) break;
    if (text.charAt(close + 1) === "(") {
      const end = text.indexOf(")", close + 2);
      if (end === -1) break;
      targets.push(text.slice(close + 2, end));
    }
    at = text.indexOf("![", close + 1);
  }
  return targets;
}
