async function handler(request, env) {
  const { data_exchange: exchange } = await request.json();
  const answer = (screen, data) => Response.json({ version: "3.0", screen, data });

  if (exchange.action === "INIT" || (exchange.action === "BACK" && exchange.screen !== "CONFIRM")) {
    return answer("SERVICE", openingDays());
  }
  const data = exchange.data ?? {};
  switch (exchange.screen) {
    case "SERVICE": {
      const service = SERVICES.find((known) => known.id === data.service);
      if (service === undefined || dayOf(data.date) === "") {
        return answer("SERVICE", { ...openingDays(), error_message: "Please choose a service and a day." });
      }
      return answer("SLOT", { service: service.id, date: data.date, slots: await slotsOn(env, data.date) });
    }
    case "SLOT": {
      const service = SERVICES.find((known) => known.id === data.service);
      const key = `${dayOf(data.date)} ${data.slot}`;
      if (service === undefined || !TIMES.includes(data.slot) || (await env.KV.get(key)) !== null) {
        const slots = await slotsOn(env, dayOf(data.date));
        const error_message = "This time is no longer free. Please choose another.";
        return answer("SLOT", { service: String(data.service), date: String(data.date), slots, error_message });
      }
      const booking = `B-${Math.abs(hash(key))}`;
      await env.KV.put(key, JSON.stringify({ booking, service: service.id, name: String(data.name) }));
      return answer("CONFIRM", { booking, summary: `${service.title} on ${data.date} at ${data.slot}` });
    }
    case "CONFIRM":
      return answer("SUCCESS", {
        extension_message_response: {
          params: {
            flow_token: exchange.flow_token,
            booking: String(data.booking),
            reminder: data.reminder === true,
          },
        },
      });
    default:
      return answer("SERVICE", openingDays());
  }
}

const SERVICES = [
  { id: "cut", title: "Haircut", description: "30 minutes" },
  { id: "color", title: "Color", description: "90 minutes" },
  { id: "beard", title: "Beard trim", description: "20 minutes" },
];
const TIMES = ["09:00", "10:00", "11:30", "14:00", "15:30", "17:00"];

function openingDays() {
  const day = (offset) => new Date(Date.now() + offset * 86400000).toISOString().slice(0, 10);
  return { services: SERVICES, min_date: day(1), max_date: day(30) };
}

async function slotsOn(env, date) {
  const slots = [];
  for (const time of TIMES) {
    slots.push({ id: time, title: time, enabled: (await env.KV.get(`${date} ${time}`)) === null });
  }
  return slots;
}

/** Whatever comes; a key of the store must not be longer than 512 bytes. */
function dayOf(value) {
  return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : "";
}

function hash(text) {
  let value = 7;
  for (const char of text) value = (value * 31 + char.codePointAt(0)) | 0;
  return value % 100000;
}
