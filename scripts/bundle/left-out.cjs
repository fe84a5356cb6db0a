"use strict";
// Takes the place of files of undici that the action never needs, in the copy that goes into its bundle. Which files, and
// why: docs/design/bundle.md.
module.exports = leftOut;
module.exports.extractBody = leftOut;

function leftOut() {
  throw new Error(
    "This part of undici is not in the bundle: HTTP/2, SOCKS proxies, bodies other than text, and CPUs without SIMD.",
  );
}
