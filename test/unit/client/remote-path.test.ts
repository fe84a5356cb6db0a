import { describe, expect, test } from "vitest";
import { pathInMessage, pointerOf } from "../../../src/client/remote-path.js";

describe("pointerOf", () => {
  test.each([
    ["screens[0].layout.children[0].type", "/screens/0/layout/children/0/type"],
    ["screens [0]. layout.children [0].type", "/screens/0/layout/children/0/type"],
    ["  screens[ 0 ] . layout  ", "/screens/0/layout"],
    [
      "screens[0].layout.children[3].children[0]['on-select-action'].name",
      "/screens/0/layout/children/3/children/0/on-select-action/name",
    ],
    ['children[0]["on-click-action"]', "/children/0/on-click-action"],
    ["children[0] [ 'on-click-action' ] .payload", "/children/0/on-click-action/payload"],
    ["children[0].on-click-action.name", "/children/0/on-click-action/name"],
    ["routing_model['MY.SCREEN'][0]", "/routing_model/MY.SCREEN/0"],
    ["data['it\\'s'].type", "/data/it's/type"],
    ["data['a/b~c']", "/data/a~1b~0c"],
    ["routing_model.SCREEN_A", "/routing_model/SCREEN_A"],
    ["screens.0.layout", "/screens/0/layout"],
    ["[0].a", "/0/a"],
    ["$root/screens/0/layout/children/2", "/screens/0/layout/children/2"],
    ["$root.screens[0]", "/screens/0"],
    ["$.screens[0]", "/screens/0"],
    ["#/screens/0", "/screens/0"],
    ["/screens/0/data/a~1b", "/screens/0/data/a~1b"],
    ["screens/0/layout", "/screens/0/layout"],
    ["$root", ""],
    ["version", "/version"],
  ])("%s is %s", (path, expected) => {
    expect(pointerOf(path)).toBe(expected);
  });

  test.each(["", "   ", "screens[0", "screens[3] REVIEW.absent, screens[5] LEAVE.on_leave]", "a['b"])(
    "`%s` is no path",
    (path) => {
      expect(pointerOf(path)).toBeNull();
    },
  );
});

describe("pathInMessage", () => {
  test.each([
    [
      'The property "initial-text" cannot be specified at "$root/screens/0/layout/children/2/children/0".',
      "$root/screens/0/layout/children/2/children/0",
    ],
    [
      "Wrong value at screens[0].layout.children[1]['on-click-action'].name, sorry",
      "screens[0].layout.children[1]['on-click-action'].name",
    ],
    ["Wrong at screens [0]. layout.", "screens [0]. layout"],
    ["Something at $root/screens/0.", "$root/screens/0"],
    ["Loop detected in the routing model", null],
  ])("%s", (message, expected) => {
    expect(pathInMessage(message)).toBe(expected);
  });
});
