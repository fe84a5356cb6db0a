"use strict";
// Stands in for `json-with-bigint` inside the action bundle, with which @octokit/request reads whole numbers that
// JavaScript's own do not hold. The ids of comments and deployments are far smaller. Why: docs/design/bundle.md.
module.exports = { JSONParse: (text) => JSON.parse(text), JSONStringify: (value) => JSON.stringify(value) };
