import { defineRule, key } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";
import { usesEndpoint } from "../data-api/uses-endpoint.js";

export const routingModelWithoutEndpoint = defineRule({
  id: "routing-model-without-endpoint",
  code: "WF_ROUTING_MODEL_WITHOUT_ENDPOINT",
  severity: "warning",
  what: "`routing_model` stands in a flow without `data_api_version`.",
  why: "Without an endpoint Meta makes the model of the navigate actions itself; a declared one is checked in its place and has to be kept in step.",
  source: sources.flowJson,
  check: (flow, report) => {
    const model = property(flow.root, "routing_model");
    // A flow that asks an endpoint lacks `data_api_version`, which is reported as such.
    if (model === undefined || flow.dataApiVersion !== undefined || usesEndpoint(flow)) return;
    report(
      key(model),
      "`routing_model` is not needed in a flow without `data_api_version`; the navigate actions say the same.",
    );
  },
});
