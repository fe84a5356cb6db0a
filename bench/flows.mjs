// Makes flows for measuring: varied, realistic, valid, about 8 KB each, and the same for the same seed. Their parts are the
// components of examples/flows that refer to nothing; screens, names, texts and what is passed on differ.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SIZE = 8 * 1024;
const words =
  "table visit member course order delivery invoice doctor garden workshop ticket parcel season family".split(" ");
const inputs = new Set(["TextInput", "TextArea", "RadioButtonsGroup", "CheckboxGroup", "Dropdown", "DatePicker"]);

/** `count` texts of Flow JSON. */
export function makeFlows(count, examples, seed = 1) {
  const parts = partsOf(examples);
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => `${JSON.stringify(makeFlow(parts, random), null, 2)}\n`);
}

/** Mulberry32, so that runs on different machines measure the same bytes. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Components of the examples without an expression, split into what people fill in and what they read. */
function partsOf(folder) {
  const found = new Map();
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith("flow.json") || name.includes("broken")) continue;
    for (const screen of JSON.parse(readFileSync(join(folder, name), "utf8")).screens) {
      for (const part of screen.layout.children) {
        const text = JSON.stringify(part);
        if (!text.includes("${") && !["Footer", "Form"].includes(part.type)) found.set(text, part);
      }
    }
  }
  const all = [...found.values()];
  return {
    fields: all.filter((part) => inputs.has(part.type)),
    texts: all.filter((part) => part.type.startsWith("Text") && !inputs.has(part.type)),
  };
}

function makeFlow(parts, random) {
  const screens = [];
  const known = [];
  let size = 0;
  while (size < SIZE - 900 || screens.length < 2) {
    const screen = makeScreen(parts, random, screens.length, known);
    screens.push(screen);
    size += JSON.stringify(screen, null, 2).length * 1.5;
  }
  for (const [i, screen] of screens.entries()) finish(screen, screens[i + 1]);
  return { version: "7.3", screens: screens.map(({ fields, carried, ...screen }) => screen) };
}

function makeScreen({ fields, texts }, random, index, known) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const word = () => pick(words);
  const id = `${word()}_${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index]}`.toUpperCase();
  const carried = known.slice(-6);
  const own = [];
  const children = [{ ...pick(texts), type: "TextHeading", text: `Your ${word()} and ${word()}` }];
  for (let i = 0; i < 3 + Math.floor(random() * 4); i++) {
    const field = { ...pick(fields), name: `${word()}_${index}_${i}`, label: `The ${word()}` };
    children.push(field);
    own.push(field);
    if (random() < 0.3)
      children.push({ type: "TextBody", text: `Please tell us about the ${word()} of your ${word()}.` });
    if (field.type === "RadioButtonsGroup") children.push(conditional(field, `${word()}_${index}_${i}_more`));
  }
  const data = Object.fromEntries(carried.map((name) => [name, { type: "string", __example__: word() }]));
  const single = own.filter((field) => field.type !== "CheckboxGroup").map((field) => field.name);
  known.push(...single);
  return {
    id,
    title: `A ${word()}`,
    ...(carried.length === 0 ? {} : { data }),
    layout: { type: "SingleColumnLayout", children },
    fields: single,
    carried,
  };
}

/** A further question that depends on an answer. */
function conditional({ name, "data-source": options }, more) {
  return {
    type: "If",
    condition: `\${form.${name}} == '${options[0].id}'`,
    // biome-ignore lint/suspicious/noThenProperty: a property of Flow JSON.
    then: [{ type: "TextInput", name: more, label: "Tell us more", required: false }],
  };
}

function finish(screen, next) {
  const values = [
    ...screen.carried.map((name) => [name, `\${data.${name}}`]),
    ...screen.fields.map((name) => [name, `\${form.${name}}`]),
  ];
  // The next screen declares what it takes; the last one sends everything back.
  const payload = Object.fromEntries(
    next === undefined ? values : values.filter(([name]) => next.carried.includes(name)),
  );
  const action =
    next === undefined
      ? { name: "complete", payload }
      : { name: "navigate", next: { type: "screen", name: next.id }, payload };
  if (next === undefined) Object.assign(screen, { terminal: true, success: true });
  screen.layout.children.push({
    type: "Footer",
    label: next === undefined ? "Done" : "Next",
    "on-click-action": action,
  });
}
