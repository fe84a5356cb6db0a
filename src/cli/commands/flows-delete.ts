import { RefusedError } from "../../errors/errors.js";
import { accountScope } from "../account-scope.js";
import { connectedToChange } from "../connect.js";
import { metaFlow } from "../flow-ids.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function flowsDelete(options: Options, session: Session): Promise<Result> {
  return connectedToChange(options, session, async ({ client }) => {
    const { metaFlowId, record } = await metaFlow(client, options.need("flow-id"));
    const scope = accountScope("flows delete", options, record);
    // Meta knows the status best, and it is Meta that would refuse.
    const { name, status = "unknown" } = await client.meta.getFlow(metaFlowId, ["id", "name", "status"], scope);
    if (status !== "DRAFT") throw notADraft(name ?? metaFlowId, status);
    await client.meta.deleteFlow(metaFlowId, scope);
    session.log.notice(`Deleted the draft \`${name ?? metaFlowId}\` (Meta flow ID \`${metaFlowId}\`).`);
    return { kind: "data", data: { success: true }, text: "" };
  });
}

function notADraft(name: string, status: string): RefusedError {
  const isOut = status === "DEPRECATED";
  return new RefusedError(
    "API_NOT_A_DRAFT",
    `Flow \`${name}\` is ${status.toLowerCase()}, and only a draft can be deleted.`,
    {
      operation: "metaDeleteFlow",
      hint: isOut
        ? "It can no longer be sent; nothing more can be done."
        : "Take it out of use with `wa-flows flows deprecate`.",
    },
  );
}
