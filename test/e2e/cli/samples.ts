/** Small flows and code for scenarios of the command line. */

export { faultyFlow, staticFlow } from "../flows.js";

/** Asks its data endpoint. */
export const dynamicFlow = `{
  "version": "7.3",
  "data_api_version": "3.0",
  "routing_model": { "START": ["END"], "END": [] },
  "screens": [
    {
      "id": "START",
      "title": "Start",
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "Footer", "label": "Next", "on-click-action": { "name": "data_exchange", "payload": {} } }
        ]
      }
    },
    {
      "id": "END",
      "title": "End",
      "terminal": true,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "Footer", "label": "Done", "on-click-action": { "name": "complete", "payload": {} } }
        ]
      }
    }
  ]
}
`;

export const endpointCode = `async function handler(request, env) {
  const body = await request.json();
  return Response.json({ version: "3.0", screen: "END", data: {} });
}
`;

/** IDs as the emulator gives them. */
export const flowId = "f10f0000-0000-4000-8000-000000000001";
export const metaFlowId = "9000000000000001";
export const unknownId = "6f1b2c1e-7a55-4f0b-9d0e-2b9b6f6f1c10";
export const phoneNumberId = "100000000000001";
export const businessAccountId = "100200300400500";
