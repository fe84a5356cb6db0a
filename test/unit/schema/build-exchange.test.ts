import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { dataApiVersions } from "../../../src/flow/versions.js";
import { dataEndpointSchema } from "../../../src/schema/build-exchange.js";
import { complaint, strictAjv } from "../../support/schemas.js";

function part(version: string, name: "request" | "response" | "call") {
  const validate = strictAjv()
    .addSchema(dataEndpointSchema(version), "exchange")
    .getSchema(`exchange#/definitions/${name}`);
  if (validate === undefined) throw new Error(`There is no definition ${name}.`);
  return (value: unknown): string => (validate(value) === true ? "" : complaint(validate));
}

const request = part("3.0", "request");
const response = part("3.0", "response");

interface Exchange {
  readonly kind: string;
  readonly request: unknown;
  readonly response: unknown;
  readonly source: string;
}

/** Exchanges as other people published them; those with placeholders instead of values are shapes, not exchanges. */
const all: readonly Exchange[] = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../../shared/corpus/endpoints/ENDPOINTS.json", import.meta.url)), "utf8"),
);
const published = all.filter((exchange) => !JSON.stringify(exchange.request ?? null).includes('"<'));

describe("the schema of the data exchange", () => {
  test.each(dataApiVersions)("of %s compiles under ajv's strict mode", (version) => {
    expect(() => strictAjv().compile(dataEndpointSchema(version))).not.toThrow();
  });

  test("wants the screen and data of an exchange", () => {
    expect(request({ version: "3.0", action: "data_exchange", flow_token: "t", screen: "A", data: {} })).toBe("");
    expect(request({ version: "3.0", action: "data_exchange", flow_token: "t", data: {} })).not.toBe("");
  });

  test("takes the opening of a flow without screen and data, and a ping without a token", () => {
    expect(request({ version: "3.0", action: "INIT", flow_token: "t" })).toBe("");
    expect(request({ version: "3.0", action: "ping" })).toBe("");
    expect(request({ version: "3.0", action: "INIT" })).toContain("must have required property 'flow_token'");
  });

  test("takes an error notice, which may name no screen", () => {
    const data = { error: "timeout_error", error_message: "Too late." };
    expect(request({ version: "3.0", action: "data_exchange", flow_token: "t", data })).toBe("");
  });

  test("describes the signature of the flow token from 4.0", () => {
    const properties = (version: string) =>
      Object.keys(dataEndpointSchema(version).definitions?.request?.properties ?? {});
    expect(properties("3.0")).not.toContain("flow_token_signature");
    expect(properties("4.0")).toContain("flow_token_signature");
  });

  test("wants a screen of an answer, except to a ping or an error notice", () => {
    expect(response({ screen: "A", data: {} })).toBe("");
    expect(response({ data: {} })).toContain("must have required property 'screen'");
    expect(response({ data: { status: "active" } })).toBe("");
    expect(response({ data: { acknowledged: true } })).toBe("");
  });

  test("wants the token in an answer that ends the flow", () => {
    const ending = (params: unknown) => ({ screen: "SUCCESS", data: { extension_message_response: { params } } });
    expect(response(ending({ flow_token: "t" }))).toBe("");
    expect(response(ending({}))).toContain("must have required property 'flow_token'");
  });

  test("takes the call that Kapso makes", () => {
    const call = part("3.0", "call");
    const exchange = { action: "INIT", flow_token: "t" };
    expect(call({ source: "whatsapp_flow", flow: { id: "1" }, data_exchange: exchange })).toBe("");
    expect(call({ source: "whatsapp_flow", data_exchange: exchange })).toContain("'flow'");
  });

  test("takes the answers that other people's endpoints gave", () => {
    const refused = published.flatMap(({ response: answer, kind, source }, index) => {
      const problem = answer === undefined || answer === null ? "" : response(answer);
      return problem === "" ? [] : [`${index} ${kind} ${source}\n${problem}`];
    });
    expect(refused).toEqual([]);
  });

  test("takes the requests that other people's endpoints got", () => {
    const refused = published.flatMap(({ request: asked, kind, source }, index) => {
      const problem = asked === undefined || asked === null ? "" : request(asked);
      return problem === "" ? [] : [`${index} ${kind} ${source}\n${problem}`];
    });
    // A note of how to repair a workflow, which leaves the token out.
    expect(refused).toEqual([expect.stringContaining("emptoredge/decrypt1 n8n-fix-instructions.md")]);
  });
});
