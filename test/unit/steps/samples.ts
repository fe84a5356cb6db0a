/** Small flows that validate without findings. */
import type { FlowTarget } from "../../../src/pipeline/facts.js";

export const staticJson = {
  version: "7.3",
  screens: [
    {
      id: "WELCOME",
      title: "Welcome",
      terminal: true,
      success: true,
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextHeading", text: "Hello" },
          { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } },
        ],
      },
    },
  ],
};

/** One screen opened by the data endpoint. */
export const dynamicJson = {
  ...staticJson,
  data_api_version: "3.0",
  routing_model: { WELCOME: [] },
};

export const endpointCode = `async function handler(request, env) {
  const { data_exchange: exchange } = await request.json();
  if (exchange.action === "ping") return Response.json({ data: { status: "active" } });
  return Response.json({ version: "3.0", screen: "WELCOME", data: {} });
}
`;

export const staticFile = { path: "flows/signup/flow.json", text: JSON.stringify(staticJson, null, 2) };
export const dynamicFile = { path: "flows/signup/flow.json", text: JSON.stringify(dynamicJson, null, 2) };
export const endpointFile = { path: "flows/signup/endpoint.js", text: endpointCode };

/** A flow that is found, or made, by its name. */
export const staticTarget: FlowTarget = {
  name: "signup",
  flowName: "signup",
  flowJson: staticFile,
  phoneNumberId: "111",
};

export const dynamicTarget: FlowTarget = { ...staticTarget, flowJson: dynamicFile, endpointCode: endpointFile };
