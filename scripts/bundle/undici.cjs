"use strict";
// Stands in for `undici` inside the action bundle: the same functions, each loaded when it is first used, and without the
// parts nobody calls (mocks, caches, interceptors, web sockets, fetch). Why: docs/design/bundle.md.
// Reached by the aliases beside this file; a name that is missing here fails the build.
module.exports = {
  get Agent() {
    addMethods();
    return require("../undici/lib/dispatcher/agent.js");
  },
  get EnvHttpProxyAgent() {
    addMethods();
    return require("../undici/lib/dispatcher/env-http-proxy-agent.js");
  },
  get ProxyAgent() {
    addMethods();
    return require("../undici/lib/dispatcher/proxy-agent.js");
  },
  get errors() {
    return require("../undici/lib/core/errors.js");
  },
  /** For @actions/github. Node's own is undici's as well, and takes undici's proxy agent. */
  get fetch() {
    return globalThis.fetch;
  },
  get request() {
    return request;
  },
};

/** Gives dispatchers what undici's own index gives them, as far as it is used: proxies call `connect` of a client. */
function addMethods() {
  const { prototype } = require("../undici/lib/dispatcher/dispatcher.js");
  prototype.connect ??= require("../undici/lib/api/api-connect.js");
}

/** As undici's own index does it, for an address given as text and with a dispatcher, which is how we call it. */
function request(address, options) {
  const url = new URL(address);
  const { dispatcher, ...rest } = options;
  const send = require("../undici/lib/api/api-request.js");
  return send.call(dispatcher, {
    ...rest,
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: rest.method,
  });
}
