import type { ComponentSpec, ContainerKind } from "../spec.js";
import { text, visible } from "./shared.js";

const everywhere: Readonly<Record<ContainerKind, { readonly since?: string }>> = {
  layout: {},
  Form: {},
  If: { since: "4.0" },
  Switch: { since: "4.0" },
};

const weight = text("font-weight", "How heavy the text is.", { values: ["bold", "italic", "bold_italic", "normal"] });
const strikethrough = {
  name: "strikethrough",
  types: ["boolean"],
  about: "Whether the text is struck through.",
  dynamic: "binding",
} as const;
const markdown = {
  name: "markdown",
  types: ["boolean"],
  about: "Whether the text is read as Markdown (bold, italic, strikethrough, lists, links).",
  since: "5.1",
  default: false,
  rules: { type: "component-markdown-static" },
} as const;

function heading(type: string, rule: string, about: string): ComponentSpec {
  return {
    type,
    category: "text",
    about,
    in: everywhere,
    input: false,
    properties: [
      text("text", "The text.", {
        required: true,
        nonBlankSince: "2.1",
        chars: { max: 80, rule },
        rules: { blank: "component-text-blank" },
      }),
      visible,
    ],
  };
}

function paragraph(type: string, max: number, rule: string, about: string): ComponentSpec {
  return {
    type,
    category: "text",
    about,
    in: everywhere,
    input: false,
    properties: [
      text("text", "The text, or a list of paragraphs.", {
        required: true,
        nonBlankSince: "2.1",
        chars: { max, rule },
        laterTypes: { types: ["array"], since: "5.1", rule: "component-text-array" },
        shape: { kind: "strings" },
        rules: { blank: "component-text-blank" },
      }),
      weight,
      strikethrough,
      visible,
      markdown,
    ],
  };
}

export const textComponents: readonly ComponentSpec[] = [
  heading("TextHeading", "component-text-heading-length", "The title of a screen or a part of it."),
  heading("TextSubheading", "component-text-subheading-length", "A heading below the title."),
  paragraph("TextBody", 4096, "component-text-body-length", "A paragraph of text."),
  paragraph("TextCaption", 409, "component-text-caption-length", "Small print."),
  {
    type: "RichText",
    category: "text",
    about: "A long formatted text in Markdown. Alone on its screen; from 6.3 a Footer may stand beside it.",
    since: "5.1",
    in: { layout: { since: "5.1" } },
    input: false,
    properties: [
      {
        name: "text",
        types: ["string", "array"],
        about: "Markdown, as one text or a list of lines.",
        required: true,
        dynamic: "binding",
        nonBlankSince: "6.0",
        shape: { kind: "strings" },
        rules: { blank: "component-text-blank" },
      },
      visible,
    ],
  },
];
