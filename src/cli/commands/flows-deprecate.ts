import { RefusedError } from "../../errors/errors.js";
import { accountScope } from "../account-scope.js";
import { connectedToChange } from "../connect.js";
import { metaFlow } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function flowsDeprecate(options: Options, session: Session): Promise<Result> {
  return connectedToChange(options, session, async ({ client }) => {
    const { metaFlowId, record } = await metaFlow(client, options.need("flow-id"));
    const scope = accountScope("flows deprecate", options, record);
    const { name, status } = await client.meta.getFlow(metaFlowId, ["id", "name", "status"], scope);
    const shown = name ?? metaFlowId;
    if (status === "DEPRECATED") {
      session.log.notice(`Flow \`${shown}\` is deprecated already; nothing was done.`);
      return { kind: "data", data: { success: true }, text: "" };
    }
    if (status === "DRAFT") throw isADraft(shown);
    await client.meta.deprecate(metaFlowId, scope);
    session.log.notice(`Deprecated flow \`${shown}\` (Meta flow ID \`${metaFlowId}\`); it can no longer be sent.`);
    return { kind: "data", data: { success: true }, text: "" };
  });
}

function isADraft(name: string): RefusedError {
  return new RefusedError(
    "API_NOT_PUBLISHED",
    `Flow \`${name}\` is a draft, and only a published flow can be deprecated.`,
    {
      operation: "metaDeprecateFlow",
      hint: "A draft is deleted: `wa-flows flows delete`.",
    },
  );
}
