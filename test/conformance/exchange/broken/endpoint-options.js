// Two options have the same id.
async function handler(request, env) {
  const { data_exchange: exchange } = await request.json();
  const { action, screen, data = {}, flow_token } = exchange;
  if (action === "INIT" || (action === "BACK" && screen === "SLOT")) return answer("SERVICE", services());
  if (screen === "SERVICE") return answer("SLOT", slots(data));
  if (screen === "SLOT") return answer("CONFIRM", { booking: "B-1", summary: "Haircut at 09:00" });
  if (screen === "CONFIRM") return answer("SUCCESS", { extension_message_response: { params: { flow_token } } });
  return answer("SERVICE", services());
}

function answer(screen, data) {
  return Response.json({ version: "3.0", screen, data });
}

function services() {
  return { services: [{ id: "cut", title: "Haircut" }], min_date: "2026-12-01", max_date: "2026-12-31" };
}

function slots(data) {
  const free = [1, 2].map((desk) => ({ id: "09:00", title: `Desk ${desk}`, enabled: true }));
  return { service: String(data.service), date: String(data.date), slots: free };
}
