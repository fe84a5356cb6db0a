/** What the walk tries on small flows, and what it says of it. */
import { describe, expect, test } from "vitest";
import type { Simulation } from "../../../src/simulation/simulate.js";
import { complete, exchange, footer, type Handler, type Json, play, screen, text } from "./scenario/play.js";

const walked = (flow: Json, handler: Handler = () => "none"): Promise<Simulation> =>
  play(flow, handler, [], { walk: true });

function found({ files }: Simulation): readonly string[] {
  return files.flatMap(({ diagnostics }) =>
    diagnostics.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`),
  );
}

const options = (...ids: readonly string[]): readonly Json[] => ids.map((id) => ({ id, title: id }));
const list = { type: "array", items: { type: "object" }, __example__: options("a") };
const end: Json = {
  screen: "SUCCESS",
  data: { extension_message_response: { params: { flow_token: "simulated-flow-token" } } },
};

describe("branches", () => {
  const shown = (words: string): readonly Json[] => [{ type: "TextBody", text: words }];
  const branches = Object.fromEntries([
    ...[
      ["type", "If"],
      ["condition", "${form.color} == 'red'"],
    ],
    ...[
      ["then", shown("Red")],
      ["else", shown("?")],
    ],
  ]);
  const red = (more: Json): Json => ({
    ...{ type: "Dropdown", name: "color", label: "Color", required: true, "data-source": options("red") },
    ...more,
  });

  test("that are shown before anything is entered count as seen", async () => {
    const { coverage } = await walked({ screens: [screen("ONE", [red({}), branches, footer(complete())])] });
    expect(coverage.branches).toEqual({ seen: 2, total: 2, missing: [] });
  });

  test("that an initial value hides do not", async () => {
    const flow = { screens: [screen("ONE", [red({ "init-value": "red" }), branches, footer(complete())])] };
    expect((await walked(flow)).coverage.branches.missing).toEqual(["ONE: else"]);
  });
});

describe("a choice that runs an action", () => {
  const city = {
    ...{ type: "Dropdown", name: "city", label: "City", required: true, "data-source": options("bern", "basel") },
    "on-select-action": exchange({ city: "${form.city}" }),
  };
  const flow = {
    data_api_version: "3.0",
    routing_model: { ONE: ["TWO"], TWO: [] },
    screens: [screen("ONE", [city, footer(complete())]), screen("TWO", [footer(complete())], { terminal: true })],
  };

  test("is made with every option, since each may lead elsewhere", async () => {
    const simulation = await walked(flow, ({ data }) => ({
      screen: JSON.stringify(data)?.includes("basel") === true ? "TWO" : "ONE",
      data: {},
    }));
    expect(simulation.coverage.screens.missing).toEqual([]);
    const asked = simulation.exchanges.filter(
      ({ purpose, request }) => purpose === "walk" && request.data !== undefined,
    );
    expect(asked.map(({ request }) => request.data)).toEqual([{ city: "bern" }, { city: "basel" }]);
  });
});

describe("a list that is empty", () => {
  const specialty = {
    ...{ type: "Dropdown", name: "specialty", label: "For", required: true, "data-source": options("eyes") },
    "on-select-action": exchange({ specialty: "${form.specialty}" }),
  };
  const doctor = {
    type: "Dropdown",
    name: "doctor",
    label: "Doctor",
    required: true,
    "data-source": "${data.doctors}",
  };
  const flow = {
    data_api_version: "3.0",
    routing_model: { ONE: [] },
    screens: [
      screen("ONE", [specialty, doctor, footer(exchange({ doctor: "${form.doctor}" }))], {
        data: { doctors: list },
        terminal: true,
      }),
    ],
  };

  test("until something else is chosen stops nobody", async () => {
    const simulation = await walked(flow, ({ data }) => {
      const { specialty: chosen, doctor: named } = { ...(data as Json | undefined) };
      if (named !== undefined) return end;
      return { screen: "ONE", data: { doctors: chosen === undefined ? [] : options("weber") } };
    });
    expect(found(simulation)).toEqual(["warning endpoint-options: `data-source` of this Dropdown is an empty list."]);
    expect(simulation.coverage.percent).toBe(100);
  });

  test("whatever is chosen stops the user", async () => {
    const simulation = await walked(flow, () => ({ screen: "ONE", data: { doctors: [] } }));
    expect(found(simulation)).toContain(
      "warning simulation-input-unfillable: Nothing can be chosen or entered in `doctor`, which is required.",
    );
  });
});

describe("findings", () => {
  const day = { type: "DatePicker", name: "day", label: "Day", "min-date": "${data.from}", "max-date": "${data.to}" };
  const flow = {
    data_api_version: "3.0",
    routing_model: { ONE: [] },
    screens: [screen("ONE", [day, footer(exchange({ day: "${form.day}" }))], { data: { from: text, to: text } })],
  };

  test("name bounds between which no day is", async () => {
    const simulation = await walked(flow, ({ action }) =>
      action === "INIT" ? { screen: "ONE", data: { from: "2026-12-31", to: "2026-12-01" } } : end,
    );
    expect(found(simulation)).toEqual([
      "error endpoint-date: `min-date` of this DatePicker is `2026-12-31`, later than `max-date`, which is `2026-12-01`: no day can be chosen.",
    ]);
  });

  test("are one where the same field is wrong with other values", async () => {
    let asked = 0;
    const simulation = await walked(flow, ({ action }) => {
      asked += 1;
      return action === "INIT" || asked < 4 ? { screen: "ONE", data: { from: asked, to: "2026-12-01" } } : end;
    });
    const wrong = found(simulation).filter((finding) => finding.includes("endpoint-data-type"));
    expect(wrong).toEqual([
      "error endpoint-data-type: The answer to `INIT` has a wrong `from`: a text is declared here; found the number `1`.",
      "error endpoint-data-type: The answer to `data_exchange` on screen `ONE` has a wrong `from`: a text is declared here; found the number `2`.",
    ]);
  });
});
