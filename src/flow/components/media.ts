import type { ComponentSpec, ObjectSpec, PropertySpec } from "../spec.js";
import { enabled, errorMessage, name, text, visible } from "./shared.js";

const carouselImage: ObjectSpec = {
  what: "image",
  unknown: "schema-additional-property",
  properties: [
    text("src", "The picture, as base64.", {
      required: true,
      format: "base64",
      rules: { missing: "component-carousel-image-required" },
    }),
    text("alt-text", "What the picture shows, for those who cannot see it.", {
      required: true,
      rules: { missing: "component-carousel-image-required" },
    }),
  ],
};

function scaleType(values: readonly string[]): PropertySpec {
  return text("scale-type", "How the picture fills its place.", {
    dynamic: "undocumented",
    values,
    default: "contain",
    rules: { value: "component-image-scale-type" },
  });
}

function count(property: string, about: string, min: number, fallback: number): PropertySpec {
  return {
    name: property,
    types: ["integer"],
    about,
    min,
    max: 30,
    default: fallback,
    rules: { type: "native-limits-static" },
  };
}

function picker(plural: "photos" | "documents"): readonly PropertySpec[] {
  const id = plural === "photos" ? "photo" : "document";
  return [
    name(),
    text("label", "What to upload.", {
      required: true,
      chars: { max: 80, rule: `component-${id}-picker-label-length` },
    }),
    text("description", "A text below the label.", {
      chars: { max: 300, rule: `component-${id}-picker-description-length` },
    }),
    {
      name: "max-file-size-kb",
      types: ["integer"],
      about: "Largest size of one file, in KiB.",
      min: 1,
      max: 25_600,
      default: 25_600,
      rules: { type: "native-limits-static" },
    },
    count(`min-uploaded-${plural}`, "Fewest files; 0 makes it optional.", 0, 0),
    count(`max-uploaded-${plural}`, "Most files.", 1, 30),
    enabled,
    visible,
    // The media page gives it without the condition that it stands outside a Form.
    (({ outsideForm: _, ...anywhere }) => anywhere)(
      errorMessage({
        types: ["string", "object"],
        about: "The text shown when a file is refused, or a text per media id.",
        shape: { kind: "free" },
        rules: { type: "native-error-message-object" },
      }),
    ),
  ];
}

/** Types that a DocumentPicker can be limited to. Source: Meta's page on media upload components. */
const mimeTypes: readonly string[] = [
  "application/gzip",
  "application/msword",
  "application/pdf",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
  "application/vnd.oasis.opendocument.presentation",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/x-7z-compressed",
  "application/zip",
  "image/avif",
  "image/gif",
  "image/heic",
  "image/heif",
  "image/jpeg",
  "image/png",
  "image/tiff",
  "image/webp",
  "text/plain",
  "video/mp4",
  "video/mpeg",
];

export const mediaComponents: readonly ComponentSpec[] = [
  {
    type: "Image",
    category: "media",
    about: "A picture.",
    in: { layout: {}, Form: {}, If: { since: "4.0" }, Switch: { since: "4.0" } },
    input: false,
    properties: [
      text("src", "The picture, as base64.", { required: true, format: "base64" }),
      { name: "width", types: ["integer"], about: "Width in pixels.", dynamic: "binding" },
      { name: "height", types: ["integer"], about: "Height in pixels.", dynamic: "binding" },
      scaleType(["cover", "contain"]),
      { name: "aspect-ratio", types: ["number"], about: "Width by height.", dynamic: "binding", default: 1 },
      text("alt-text", "What the picture shows, for those who cannot see it."),
      { ...visible, undocumented: true },
    ],
  },
  {
    type: "ImageCarousel",
    category: "media",
    about: "Up to three pictures to swipe through.",
    since: "7.1",
    in: { layout: { since: "7.1" }, Form: { since: "7.1" } },
    input: false,
    properties: [
      {
        name: "images",
        types: ["array"],
        about: "The pictures.",
        required: true,
        dynamic: "binding",
        minItems: 1,
        shape: { kind: "items", of: carouselImage },
        rules: { empty: "component-carousel-min-images" },
      },
      text("aspect-ratio", "Width by height.", {
        dynamic: "undocumented",
        values: ["4:3", "16:9"],
        default: "4:3",
        rules: { value: "component-carousel-aspect-ratio" },
      }),
      scaleType(["contain", "cover"]),
    ],
  },
  {
    type: "PhotoPicker",
    category: "media",
    about: "Photos from the camera or the gallery.",
    since: "4.0",
    in: { layout: { since: "4.0" }, Form: { since: "4.0" } },
    input: true,
    properties: [
      ...picker("photos"),
      text("photo-source", "Where photos come from.", {
        dynamic: "undocumented",
        values: ["camera_gallery", "camera", "gallery"],
        default: "camera_gallery",
        rules: { value: "native-photo-source" },
      }),
    ],
  },
  {
    type: "DocumentPicker",
    category: "media",
    about: "Documents from the device.",
    since: "4.0",
    in: { layout: { since: "4.0" }, Form: { since: "4.0" } },
    input: true,
    properties: [
      ...picker("documents"),
      {
        name: "allowed-mime-types",
        types: ["array"],
        about: "Types of files that can be chosen; all supported ones by default.",
        shape: { kind: "strings" },
        values: mimeTypes,
        rules: { value: "native-mime-type" },
      },
    ],
  },
];
