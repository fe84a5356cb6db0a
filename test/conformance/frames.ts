/**
 * Flows that are clean apart from what a case puts in: `@name` is replaced by the part of that name (a line whose part
 * is absent is dropped), `@name|text` by the part or, without one, by the text behind the bar.
 */
export const frames: Readonly<Record<string, string>> = {
  /** The case writes the whole flow. */
  flow: "@flow",

  /** One terminal screen; the components stand before a Footer that completes. */
  screen: `{
  "version": $version,
  "screens": [
    {
      "id": "FIRST",
      "title": "First",
      "terminal": true,
      "data": @data,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          @children,
          {
            "type": "Footer",
            "label": "Done",
            "on-click-action": { "name": "complete", "payload": @payload|{} }
          }
        ]
      }
    }
  ]
}
`,

  /** One terminal screen; the components are all there is. */
  bare: `{
  "version": $version,
  "screens": [
    {
      "id": "FIRST",
      "title": "First",
      "terminal": true,
      "data": @data,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          @children
        ]
      }
    }
  ]
}
`,

  /** One terminal screen; the components stand in a Form. */
  form: `{
  "version": $version,
  "screens": [
    {
      "id": "FIRST",
      "title": "First",
      "terminal": true,
      "data": @data,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          {
            "type": "Form",
            "name": "form",
            "init-values": @init-values,
            "error-messages": @error-messages,
            "children": [
              @children
            ]
          },
          {
            "type": "Footer",
            "label": "Done",
            "on-click-action": { "name": "complete", "payload": @payload|{} }
          }
        ]
      }
    }
  ]
}
`,

  /** One terminal screen of a flow with a data endpoint; its Footer sends the payload there. */
  endpoint: `{
  "version": $version,
  "data_api_version": $api,
  "routing_model": { "FIRST": [] },
  "screens": [
    {
      "id": "FIRST",
      "title": "First",
      "terminal": true,
      "data": @data,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          @children,
          {
            "type": "Footer",
            "label": "Done",
            "on-click-action": { "name": "data_exchange", "payload": @payload|{} }
          }
        ]
      }
    }
  ]
}
`,

  /** FIRST navigates with the payload to SECOND, which completes. */
  two: `{
  "version": $version,
  "screens": [
    {
      "id": "FIRST",
      "title": "First",
      "data": @data,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          @children,
          {
            "type": "Footer",
            "label": "Next",
            "on-click-action": @action|{ "name": "navigate", "next": { "type": "screen", "name": "SECOND" }, "payload": @payload|{} }
          }
        ]
      }
    },
    {
      "id": "SECOND",
      "title": "Second",
      "terminal": true,
      "data": @second-data,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          @second,
          {
            "type": "Footer",
            "label": "Done",
            "on-click-action": { "name": "complete", "payload": @complete|{} }
          }
        ]
      }
    }
  ]
}
`,

  /** FIRST holds only the components (a NavigationList), SECOND completes. */
  menu: `{
  "version": $version,
  "screens": [
    {
      "id": "FIRST",
      "title": "First",
      "data": @data,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          @children
        ]
      }
    },
    {
      "id": "SECOND",
      "title": "Second",
      "terminal": true,
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          {
            "type": "Footer",
            "label": "Done",
            "on-click-action": { "name": "complete", "payload": {} }
          }
        ]
      }
    }
  ]
}
`,

  /** A flow with a data endpoint: three screens, and a routing model for the case to write. */
  routes: `{
  "version": $version,
  "data_api_version": $api,
  "routing_model": @model,
  "screens": [
    {
      "id": "FIRST",
      "title": "First",
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "Footer", "label": "Next", "on-click-action": @first|{ "name": "data_exchange", "payload": {} } }
        ]
      }
    },
    {
      "id": "SECOND",
      "title": "Second",
      "layout": {
        "type": "SingleColumnLayout",
        "children": [
          { "type": "Footer", "label": "Next", "on-click-action": @second|{ "name": "data_exchange", "payload": {} } }
        ]
      }
    },
    {
      "id": "LAST",
      "title": "Last",
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
`,
};
