"use strict";
// Stands in for `@octokit/plugin-rest-endpoint-methods` inside the action bundle: a table of some thousand GitHub
// operations of which this action calls five, by `octokit.request("GET /…")`. Why: docs/design/bundle.md.
module.exports = {
  restEndpointMethods() {
    return {};
  },
};
