/** The public pages that rules rest on; read up to Meta's release of 2025-11-11. */
const docs = "https://developers.facebook.com/docs/whatsapp/flows";

export const sources = {
  flowJson: `${docs}/reference/flowjson`,
  components: `${docs}/reference/components`,
  media: `${docs}/reference/media_upload`,
  errorCodes: `${docs}/reference/error-codes`,
  lifecycle: `${docs}/reference/lifecycle`,
  versioning: `${docs}/guides/versioning`,
  changelog: `${docs}/changelogs`,
  endpoint: `${docs}/guides/implementingyourflowendpoint`,
  /** Not a rule of Meta's: advice of this project. */
  own: "https://github.com/whatsapp-flows-ci/whatsapp-flows-ci/blob/main/docs/platform/differences.md",
} as const;
