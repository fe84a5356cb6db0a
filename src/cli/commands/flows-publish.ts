import { DeadlineError } from "../../errors/errors.js";
import { connectedToChange } from "../connect.js";
import { flowRecord } from "../flow-ids.js";
import { flowText } from "../flow-text.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function flowsPublish(options: Options, session: Session): Promise<Result> {
  return connectedToChange(options, session, async ({ client }) => {
    const before = await flowRecord(client, options.need("flow-id"));
    const name = before.name ?? before.id;
    if (before.status === "published") {
      session.log.notice(`Flow \`${name}\` is published already; nothing was done.`);
      return { kind: "data", data: before, text: flowText(before) };
    }
    await client.flows.publish(before.id, { phoneNumberId: options.text("phone-number-id") });
    // The answer to publishing may be empty (kapso-api.md section 18, 19), so the flow is read again.
    const flow = await client.flows.get(before.id);
    if (flow.status !== "published") throw notPublished(name, flow.status);
    session.log.notice(`Published flow \`${name}\`.`);
    return { kind: "data", data: flow, text: flowText(flow) };
  });
}

function notPublished(name: string, status: string): DeadlineError {
  return new DeadlineError(
    "DEADLINE_NOT_PUBLISHED",
    `The service took the request to publish flow \`${name}\`, but its status is still \`${status}\`.`,
    { operation: "publishFlow", hint: "Read it again in a minute with `wa-flows flows get`." },
  );
}
