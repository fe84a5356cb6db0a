/** Small projects for the scenarios. */

/** One screen, no data endpoint, nothing to find; and the same with a component, in line 11, that Meta does not know. */
export { faultyFlow as faulty, staticFlow as signup } from "../flows.js";

/** Asks its data endpoint. */
export const booking = `{
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
          { "type": "TextHeading", "text": "Book a table" },
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
          { "type": "TextHeading", "text": "See you" },
          { "type": "Footer", "label": "Done", "on-click-action": { "name": "complete", "payload": {} } }
        ]
      }
    }
  ]
}
`;

export const bookingEndpoint = `async function handler(request, env) {
  const { data_exchange: exchange } = await request.json();
  const screen = exchange.action === "data_exchange" ? "END" : "START";
  return Response.json({ version: "3.0", screen, data: {} });
}
`;
