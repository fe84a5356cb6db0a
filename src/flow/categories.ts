/** Meta's categories of flows (kapso-openapi.yaml, FlowCategory; Meta docs: Flows API, Creating a Flow, 2025-11). */
export const flowCategories: readonly string[] = [
  "SIGN_UP",
  "SIGN_IN",
  "APPOINTMENT_BOOKING",
  "LEAD_GENERATION",
  "CONTACT_US",
  "CUSTOMER_SUPPORT",
  "SURVEY",
  "OTHER",
];
