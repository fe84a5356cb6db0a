/** The flow that most scenarios need, and the same with a mistake. */

/** One screen that ends the flow; no data endpoint. */
export const staticFlow = `{
  "version": "7.3",
  "screens": [
    {
      "id": "WELCOME",
      "title": "Welcome",
      "terminal": true,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "TextHeading", "text": "Hello" },
          { "type": "Footer", "label": "Done", "on-click-action": { "name": "complete", "payload": {} } }
        ]
      }
    }
  ]
}
`;

/** Refused by Meta: there is no component of that name. */
export const faultyFlow = staticFlow.replace("TextHeading", "TextHeadline");
