import { connected } from "../connect.js";
import { flowsText } from "../flow-text.js";
import type { Options } from "../options.js";
import { pageNote } from "../page-note.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export function flowsList(options: Options, session: Session): Promise<Result> {
  return connected(options, session, async ({ client }) => {
    const page = await client.flows.list({
      status: options.text("status"),
      nameContains: options.text("name-contains"),
      phoneNumberId: options.text("phone-number-id"),
      businessAccountId: options.text("business-account-id"),
      createdAfter: options.text("created-after"),
      createdBefore: options.text("created-before"),
      page: options.number("page"),
      perPage: options.number("per-page"),
    });
    session.log.info(pageNote(page, "flow"));
    return { kind: "data", data: page, text: flowsText(page.items) };
  });
}
