/** What an account has already, for a first config. */
import type { KapsoClient } from "../../client/client.js";
import { allPages, MAX_PER_PAGE } from "../../client/paging.js";
import type { Flow, PhoneNumber } from "../../client/wire.js";
import { compareText } from "../../diagnostic/order.js";
import { maskPhoneNumber } from "../../errors/redact.js";

/** A number of the account, as an environment. */
export interface FoundNumber {
  /** Name of the environment. */
  readonly environment: string;
  readonly phoneNumberId: string;
  readonly businessAccountId: string | undefined;
  /** Whose it is, without the number itself. */
  readonly label: string;
  /** Flows of its WABA that can still be deployed to. */
  readonly flows: readonly { readonly name: string; readonly flowId: string; readonly hasEndpoint: boolean }[];
}

/** Reads all numbers and flows of the project. */
export async function readAccount(client: KapsoClient): Promise<readonly FoundNumber[]> {
  const numbers: PhoneNumber[] = [];
  for await (const number of allPages((page) => client.phoneNumbers.list({ page, perPage: MAX_PER_PAGE }))) {
    numbers.push(number);
  }
  const flows: Flow[] = [];
  for await (const flow of client.flows.listAll({})) if (flow.status !== "deprecated") flows.push(flow);
  numbers.sort((a, b) => compareText(a.id, b.id));
  const names = environmentNames(numbers);
  return numbers.map((number, i) => ({
    environment: names[i] ?? number.id,
    phoneNumberId: number.id,
    businessAccountId: number.business_account_id ?? undefined,
    label: labelOf(number),
    flows: flows
      .filter((flow) => belongsTo(flow, number))
      .map((flow) => ({ name: flow.name, flowId: flow.id, hasEndpoint: flow.has_data_endpoint === true }))
      .sort((a, b) => compareText(a.name, b.name)),
  }));
}

function belongsTo(flow: Flow, number: PhoneNumber): boolean {
  if (flow.business_account_id && number.business_account_id) {
    return flow.business_account_id === number.business_account_id;
  }
  return flow.phone_number_id === number.id;
}

/** After the name of each number; `production` would be a guess that publishes. */
function environmentNames(numbers: readonly PhoneNumber[]): readonly string[] {
  const slugs = numbers.map((number) => slug(nameOf(number) ?? "") || `number-${number.id}`);
  return slugs.map((name, i) =>
    slugs.indexOf(name) === slugs.lastIndexOf(name)
      ? name
      : `${name}-${slugs.slice(0, i + 1).filter((other) => other === name).length}`,
  );
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}

function nameOf(number: PhoneNumber): string | undefined {
  return number.verified_name ?? number.display_name ?? number.name ?? undefined;
}

function labelOf(number: PhoneNumber): string {
  const digits = number.display_phone_number ?? number.display_phone_number_normalized;
  return [nameOf(number), digits ? maskPhoneNumber(digits) : undefined].filter((part) => part).join(", ");
}
