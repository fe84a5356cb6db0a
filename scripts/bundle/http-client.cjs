"use strict";
// Stands in for `@actions/http-client` inside the action bundle. @actions/core imports it for OpenID tokens, which this
// action never asks for, and thereby loads node:http, node:https and undici at start. Why: docs/design/bundle.md.
module.exports = {
  get HttpClient() {
    return require("@actions/http-client-itself").HttpClient;
  },
};
