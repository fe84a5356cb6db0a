import type { PhoneNumber } from "../client/wire.js";
import type { Account } from "../deployment/plan.js";
import { RefusedError } from "../errors/errors.js";
import { maskPhoneNumber } from "../errors/redact.js";
import type { Context } from "../pipeline/context.js";
import { defineStep } from "../pipeline/step.js";
import { phoneNumberOf, readFlow, unlessMissing } from "./shared/flow-record.js";
import { Refusal } from "./shared/refusal.js";

type AccountContext = Context<"phoneNumberId", "businessAccountId" | "flowId">;

/**
 * Makes sure that a run works on the account it is meant for, and says which that is. Nobody lists this step: a
 * pipeline puts it before its first step that changes something.
 */
export const account = defineStep({
  name: "account",
  summary: "Reads the number and its WABA, says which they are, and refuses when they are not those of the flow.",
  effect: "read",
  needs: ["phoneNumberId"],
  uses: ["businessAccountId", "flowId"],
  gives: ["account"],
  async run(context) {
    const { phoneNumberId, businessAccountId, flowId } = context.facts;
    const found = await context.once(`account of ${phoneNumberId}`, () => readAccount(context, phoneNumberId));
    if (businessAccountId !== undefined && found.businessAccountId !== null) {
      if (businessAccountId !== found.businessAccountId) throw otherWaba(found, businessAccountId);
    }
    // A plan reads the flow anyway, and looks at its WABA as well.
    if (flowId !== undefined && !context.stepNames.includes("plan")) await checkFlow(context, found, flowId);
    return { status: "passed", facts: { account: found } };
  },
});

async function readAccount(context: AccountContext, phoneNumberId: string): Promise<Account> {
  const found = accountOf(phoneNumberId, await readNumber(context, phoneNumberId));
  context.log.info(`Working on ${accountText(found)}.`);
  return found;
}

async function readNumber(context: AccountContext, phoneNumberId: string): Promise<PhoneNumber> {
  try {
    return await phoneNumberOf(context, phoneNumberId);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.status !== 404) throw error;
    throw new Refusal(
      "STATE_WRONG_ACCOUNT",
      `The project of the API key has no number with the phone number ID \`${phoneNumberId}\`.`,
      "Check the `phone-number-id`, and that the API key is that of the same environment.",
      { cause: error },
    );
  }
}

function accountOf(phoneNumberId: string, number: PhoneNumber): Account {
  const digits = number.display_phone_number ?? number.display_phone_number_normalized;
  return {
    phoneNumberId,
    businessAccountId: number.business_account_id ?? null,
    name: number.verified_name ?? number.display_name ?? number.name ?? null,
    phoneNumber: digits ? maskPhoneNumber(digits) : null,
  };
}

/** "`Example Ltd`, number +15•••00 (phone number ID `111`), WABA `222`". */
function accountText({ name, phoneNumber, phoneNumberId, businessAccountId }: Account): string {
  return [
    ...(name === null ? [] : [`\`${name}\``]),
    `number ${phoneNumber === null ? "" : `${phoneNumber} `}(phone number ID \`${phoneNumberId}\`)`,
    ...(businessAccountId === null ? [] : [`WABA \`${businessAccountId}\``]),
  ].join(", ");
}

function otherWaba({ phoneNumberId, businessAccountId }: Account, wanted: string): Refusal {
  return new Refusal(
    "STATE_WRONG_ACCOUNT",
    `The number \`${phoneNumberId}\` belongs to the WABA \`${businessAccountId}\`, not to \`${wanted}\`.`,
    "Correct `phone-number-id` or `business-account-id`; without the second, the number decides.",
  );
}

async function checkFlow(context: AccountContext, { businessAccountId }: Account, flowId: string): Promise<void> {
  // What it means that there is none is for the steps to say: to `delete` it is the end that was wanted.
  const own = (await unlessMissing(readFlow(context, flowId)))?.business_account_id;
  if (!own || businessAccountId === null || own === businessAccountId) return;
  throw new Refusal(
    "STATE_WRONG_ACCOUNT",
    `The flow \`${context.target}\` (\`${flowId}\`) belongs to the WABA \`${own}\`, and the number to \`${businessAccountId}\`.`,
    "Correct `flow-id` or `phone-number-id`: one of them is of another environment.",
  );
}
