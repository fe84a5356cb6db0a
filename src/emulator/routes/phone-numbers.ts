/** Platform: connected numbers. */
import { platformTime } from "../clock.js";
import { platformNumber } from "../platform-shapes.js";
import { platformPage } from "../validators.js";
import type { Call, Reply, Route } from "../world.js";
import { knownNumber, param } from "./find.js";

const PATH = "/whatsapp/phone_numbers";

function health(call: Call): Reply {
  const number = knownNumber(call, param(call, "phone_number_id"));
  return {
    status: 200,
    // Not wrapped in `data` (section 8).
    body: {
      status: "healthy",
      timestamp: platformTime(call.world.clock.now()),
      error: null,
      checks: {
        phone_number_access: {
          passed: true,
          details: { id: number.id, verified_name: number.name, quality_rating: "GREEN", status: "CONNECTED" },
        },
        messaging_health: {
          passed: true,
          overall_status: "AVAILABLE",
          details: {
            can_send_message: "AVAILABLE",
            entities: [{ entity_type: "PHONE_NUMBER", id: number.id, can_send_message: "AVAILABLE" }],
          },
        },
        webhook_subscription: { passed: true },
        webhook_verified: { passed: true },
        token_validity: { passed: true },
      },
    },
  };
}

export const phoneNumberRoutes: readonly Route[] = [
  {
    operation: "listPhoneNumbers",
    surface: "platform",
    method: "GET",
    path: PATH,
    body: "none",
    handle(call) {
      const { query, world } = call;
      const phoneNumberId = query.get("phone_number_id");
      const businessAccountId = query.get("business_account_id");
      // The emulated numbers belong to no customer, so that filter leaves none.
      const numbers = world.store.state.numbers.filter(
        (number) =>
          (phoneNumberId === null || number.id === phoneNumberId) &&
          (businessAccountId === null || number.businessAccountId === businessAccountId) &&
          query.get("customer_id") === null,
      );
      const { items, meta } = platformPage(numbers, query, world);
      return { status: 200, body: { data: items.map((number) => platformNumber(world, number)), meta } };
    },
  },
  {
    operation: "getPhoneNumber",
    surface: "platform",
    method: "GET",
    path: `${PATH}/:phone_number_id`,
    body: "none",
    handle: (call) => ({
      status: 200,
      body: { data: platformNumber(call.world, knownNumber(call, param(call, "phone_number_id"))) },
    }),
  },
  {
    operation: "getPhoneNumberHealth",
    surface: "platform",
    method: "GET",
    path: `${PATH}/:phone_number_id/health`,
    body: "none",
    handle: health,
  },
];
