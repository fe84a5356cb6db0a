import type { KapsoClient } from "../../src/client/client.js";
import type { Operation } from "./operations.js";
import type { World } from "./world.js";

/** An operation of the client, called by itself. */
export interface LibraryOperation extends Pick<Operation, "id" | "method" | "path" | "refusal"> {
  readonly call: (client: KapsoClient, flowId: string, functionId: string) => Promise<unknown>;
  /** How many times what it makes is there. */
  readonly count: (world: World, functionId: string) => Promise<number>;
}

export const libraryOperations: readonly LibraryOperation[] = [
  {
    id: "attachDataEndpoint",
    method: "PATCH",
    path: "/data_endpoint$",
    call: (client, flowId, functionId) => client.dataEndpoint.attach(flowId, functionId),
    count: async (world, functionId) => {
      const { dataEndpoints } = await world.state();
      return dataEndpoints.filter((endpoint) => endpoint.function_id === functionId && endpoint.registered).length;
    },
    refusal: {
      body: { data: { function_id: "f", status: "deployed", flow_has_encryption: false } },
      ending: "unknown",
    },
  },
  {
    id: "createFunctionSecret",
    method: "POST",
    path: "/secrets$",
    call: (client, _flowId, functionId) => client.functions.createSecret(functionId, { name: "TOKEN", value: "x" }),
    count: async (world, functionId) => {
      // Asked past the client, whose reads may be meant to fail.
      const address = `${world.url}/platform/v1/functions/${functionId}/secrets`;
      const answer = await fetch(address, { headers: { "x-api-key": world.apiKey } });
      const text = await answer.text();
      return text.split('"TOKEN"').length - 1;
    },
    refusal: { body: { error: "Not stored" }, ending: "unknown" },
  },
];
