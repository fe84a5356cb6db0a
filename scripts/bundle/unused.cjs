"use strict";
// Stands in for packages inside the action bundle that its packages import and that nothing here calls. Why:
// docs/design/bundle.md.
// - `@octokit/plugin-rest-endpoint-methods` and `@octokit/plugin-paginate-rest`: tables of some thousand GitHub operations, of
//   which the action calls five, by `octokit.request("GET /…")`.
// - `@actions/exec`: @actions/core runs commands with it to tell the name of the operating system.
module.exports = { restEndpointMethods: noMethods, paginateRest: noMethods };

/** A plugin of Octokit that adds nothing. */
function noMethods() {
  return {};
}
