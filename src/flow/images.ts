import { type JsonNode, property, type StringNode } from "../json/node.js";
import { componentsOf } from "./components-by-type.js";
import type { Component, FlowDocument } from "./document.js";
import { isLiteralText } from "./literal.js";
import { perFlow } from "./per-flow.js";

/** A picture that stands in the flow itself. */
export interface StaticImage {
  readonly node: StringNode;
  readonly component: Component;
  /** The type of the component that shows it. */
  readonly type: string;
}

/** Every picture that is written as text in the flow: of an Image, an option, a list item or a carousel. */
export const staticImages: (flow: FlowDocument) => readonly StaticImage[] = perFlow(collect);

function collect(flow: FlowDocument): readonly StaticImage[] {
  const images: StaticImage[] = [];
  const add = (component: Component, type: string, node: JsonNode | undefined): void => {
    if (isLiteralText(flow, node)) images.push({ node, component, type });
  };
  for (const component of componentsOf(flow, "Image")) add(component, "Image", property(component.node, "src"));
  for (const type of ["CheckboxGroup", "RadioButtonsGroup", "Dropdown"]) {
    for (const component of componentsOf(flow, type)) {
      for (const option of entries(component, "data-source")) add(component, type, property(option, "image"));
    }
  }
  for (const component of componentsOf(flow, "NavigationList")) {
    for (const item of entries(component, "list-items")) {
      add(component, "NavigationList", property(property(item, "start"), "image"));
    }
  }
  for (const component of componentsOf(flow, "ImageCarousel")) {
    for (const image of entries(component, "images")) add(component, "ImageCarousel", property(image, "src"));
  }
  return images;
}

function entries(component: Component, list: string): readonly JsonNode[] {
  const node = property(component.node, list);
  return node?.kind === "array" ? node.items : [];
}
