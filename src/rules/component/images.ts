/** Pictures in base64. Sizes and formats are told from the text's length and beginning; nothing is decoded. */
import { decodedLength, type ImageFormat, imageFormat, isBase64 } from "../../flow/base64-image.js";
import type { FlowDocument } from "../../flow/document.js";
import { type StaticImage, staticImages } from "../../flow/images.js";
import { type Check, type FindingExtras, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { type VersionBounds, versionNumber } from "../../flow/versions.js";
import { offsetInText } from "../../json/string-offsets.js";

interface SizeLimit extends VersionBounds {
  readonly id: string;
  readonly type: string;
  readonly kb: number;
}

/** The documentation says KB without saying which; the larger reading is taken. */
const bytesPerKb = 1024;

const sizes: readonly SizeLimit[] = [
  ...(["CheckboxGroup", "RadioButtonsGroup", "Dropdown"] as const).flatMap((type) => {
    const name = { CheckboxGroup: "checkbox", RadioButtonsGroup: "radio", Dropdown: "dropdown" }[type];
    return [
      { id: `component-${name}-image-size-legacy`, type, kb: 300, since: "5.0", until: "5.1" },
      { id: `component-${name}-image-size`, type, kb: 100, since: "6.0" },
    ];
  }),
  { id: "component-image-size", type: "Image", kb: 300 },
  { id: "component-navigation-list-image-size", type: "NavigationList", kb: 100, since: "6.2" },
];

const smallerPictures = versionNumber("6.0");

const rules: readonly RuleInfo[] = [
  ...sizes.map(({ id, type, kb, ...bounds }): RuleInfo => {
    const holder = type === "Image" ? "an Image" : type === "NavigationList" ? "a list item" : `an option of a ${type}`;
    return {
      ...bounds,
      id,
      code: "WF_IMAGE_SIZE",
      severity: "warning",
      what: `The picture of ${holder} has more than ${kb} KB.`,
      why:
        type === "NavigationList"
          ? "Phones show a placeholder instead of a larger picture."
          : "That is the documented size; a larger picture may load slowly or not be shown.",
      source: sources.components,
    };
  }),
  {
    id: "component-image-src-base64",
    code: "WF_IMAGE_NOT_BASE64",
    severity: "warning",
    what: "A picture is not written as base64.",
    why: "Phones load no address and read no file; what is not base64 is not shown.",
    source: sources.components,
  },
  {
    id: "component-image-format",
    code: "WF_IMAGE_FORMAT",
    severity: "warning",
    what: "The picture of an Image is neither JPEG nor PNG.",
    why: "Those two are the documented formats; others may not be shown.",
    source: sources.components,
  },
  {
    id: "component-data-source-webp",
    code: "WF_IMAGE_FORMAT",
    severity: "warning",
    what: "The picture of an option, list item or carousel is a WEBP.",
    why: "Older iPhones do not show WEBP.",
    source: sources.components,
  },
];

export const images: Check = {
  rules,
  run: (flow, report) => {
    for (const image of staticImages(flow)) checkImage(flow, image, report);
  },
};

const blankIsRefused = versionNumber("6.0");

function checkImage(flow: FlowDocument, image: StaticImage, report: Report): void {
  const { node, type } = image;
  const text = node.value;
  if (!/\S/.test(text) && flow.version >= blankIsRefused) return;
  const place = value(node);
  if (!isBase64(text)) {
    const { message, extras } = notBase64(flow, image);
    report("component-image-src-base64", place, message, extras);
    return;
  }
  const format = imageFormat(text);
  if (type === "Image") {
    if (format !== "JPEG" && format !== "PNG") report("component-image-format", place, formatMessage(format));
  } else if (format === "WEBP") {
    report("component-data-source-webp", place, "Older iPhones do not show WEBP pictures; use PNG or JPEG.");
  }
  checkSize(flow, image, report);
}

function formatMessage(format: ImageFormat | undefined): string {
  const what = format === undefined ? "is no picture in a known format" : `is a ${format}`;
  return `This ${what}; Image shows JPEG and PNG.`;
}

function checkSize(flow: FlowDocument, { node, type }: StaticImage, report: Report): void {
  const limit = sizes.find(
    (size) => size.type === type && (size.until === undefined || flow.version < smallerPictures),
  );
  if (limit === undefined) return;
  const bytes = decodedLength(node.value);
  if (bytes <= limit.kb * bytesPerKb) return;
  const has = Math.ceil(bytes / bytesPerKb);
  report(limit.id, value(node), `This picture has ${has} KB; ${limit.kb} KB is the most.`);
}

const dataUri = /^data:[^,]{0,200};base64,/i;

function notBase64(
  flow: FlowDocument,
  { node }: StaticImage,
): { readonly message: string; readonly extras?: FindingExtras } {
  const text = node.value;
  const prefix = dataUri.exec(text)?.[0];
  if (prefix !== undefined) {
    const message = "A picture is bare base64, without `data:…;base64,` in front.";
    if (!isBase64(text.slice(prefix.length))) return { message };
    const start = node.start + 1;
    const end = offsetInText(flow.text, node, prefix.length);
    return { message, extras: { fix: { title: "Remove the prefix", edits: [{ start, end, text: "" }] } } };
  }
  if (/^https?:/i.test(text)) {
    return { message: "A picture is the file itself as base64; phones load no address." };
  }
  return { message: "A picture is the file itself as base64; this text is not." };
}
