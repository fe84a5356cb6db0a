/** Small flows for tests of single rules. */

export interface SmallScreen {
  readonly id: string;
  /** Ids that its links navigate to. */
  readonly to?: readonly string[];
  readonly terminal?: boolean;
  readonly data?: object;
  readonly components?: readonly object[];
  /** Instead of `complete`, `data_exchange` or a `navigate` to the first of `to`. */
  readonly footer?: object;
}

export function navigateTo(name: string, payload: object = {}): object {
  return { name: "navigate", next: { type: "screen", name }, payload };
}

/** A whole flow as a text of two blanks' indentation. `model` makes it a flow with an endpoint. */
export function flowOf(screens: readonly SmallScreen[], model?: object, more: object = {}): string {
  const endpoint = model === undefined ? {} : { data_api_version: "4.0", routing_model: model };
  const flow = {
    version: "7.3",
    ...endpoint,
    ...more,
    screens: screens.map((screen) => screenOf(screen, model !== undefined)),
  };
  return JSON.stringify(flow, null, 2);
}

function screenOf({ id, to = [], terminal = false, data, components = [], footer }: SmallScreen, dynamic: boolean) {
  const own = terminal
    ? { name: "complete", payload: {} }
    : dynamic
      ? { name: "data_exchange", payload: {} }
      : navigateTo(to[0] ?? "NOWHERE");
  const linked = terminal || dynamic ? to : to.slice(1);
  const links = linked.map((name) => ({ type: "EmbeddedLink", text: "Go", "on-click-action": navigateTo(name) }));
  const button = { type: "Footer", label: "Go", "on-click-action": footer ?? own };
  return {
    id,
    title: id,
    ...(terminal ? { terminal } : {}),
    ...(data === undefined ? {} : { data }),
    layout: { type: "SingleColumnLayout", children: [...components, ...links, button] },
  };
}
