import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allCases } from "./cases.js";
import { noLocalTrigger } from "./no-local-trigger.js";

interface Entry {
  readonly id: string;
  readonly section: string;
  readonly code: string;
  readonly severity: string;
  readonly sinceVersion: string | null;
  readonly untilVersion: string | null;
  readonly appliesTo: readonly string[];
  readonly sameAs?: readonly string[];
}

const reference = "../../../shared/reference/flow-json/";
const read = <T>(file: string): T => JSON.parse(readFileSync(new URL(reference + file, import.meta.url), "utf8"));
const catalogue = read<readonly Entry[]>("rules.json");
const { components, coversVersions } = read<{
  components: Readonly<Record<string, { type: string; since: string }>>;
  coversVersions: readonly string[];
}>("components.json");
const reportable = catalogue.filter(({ id, sameAs }) => (sameAs ?? []).length === 0 && !(id in noLocalTrigger));
const cases = allCases();

/** Versions at which cases of the rule's file expect it, or expect that it is silent. */
function versionsOf(id: string, spoken: boolean): ReadonlySet<string> {
  const own = cases.filter((each) => each.rule === id);
  const speaks = (lines: readonly string[]) => lines.some((line) => line.split(" ")[2] === id);
  return new Set(own.filter((each) => speaks(each.expected) === spoken).map((each) => each.version));
}

/** A bound that is only the age of the component or action itself is covered by the cases on unknown types. */
function isBoundOfComponent({ appliesTo, sinceVersion }: Entry): boolean {
  return appliesTo.some((type) => Object.values(components).find((each) => each.type === type)?.since === sinceVersion);
}

test("every case stands in the folder of its rule's section", () => {
  const misplaced = cases.filter((each) => catalogue.find(({ id }) => id === each.rule)?.section !== each.section);
  expect(misplaced.map((each) => `${each.section}/${each.rule}`)).toEqual([]);
});

test("an invalid case expects its own rule, a valid one does not", () => {
  const wrong = cases.filter((each) => each.expected.some((line) => line.split(" ")[2] === each.rule) === each.valid);
  expect(wrong.map((each) => `${each.rule}: ${each.title}`)).toEqual([]);
});

test("codes are those of the catalogue", () => {
  const wrong = cases.flatMap(({ rule, title, expected }) =>
    expected
      .map((line) => line.split(" "))
      .filter(([, , id, code]) => catalogue.find((entry) => entry.id === id)?.code !== code)
      .map((line) => `${rule}: ${title}: ${line.join(" ")}`),
  );
  expect(wrong).toEqual([]);
});

test("no case expects an entry that is reported under another id", () => {
  const reported = new Set(reportable.map(({ id }) => id));
  const wrong = cases.flatMap(({ expected }) => expected.map((line) => line.split(" ")[2] ?? ""));
  expect([...new Set(wrong)].filter((id) => !reported.has(id))).toEqual([]);
});

describe.each([...new Set(reportable.map(({ section }) => section))])("%s", (section) => {
  const entries = reportable.filter((entry) => entry.section === section);

  test("every rule has an invalid and a valid case", () => {
    const missing = entries.filter(({ id }) => versionsOf(id, true).size === 0 || versionsOf(id, false).size === 0);
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  test("version bounds have a case on either side", () => {
    const missing = entries.flatMap((entry) => {
      const { id, sinceVersion, untilVersion } = entry;
      const first = coversVersions.indexOf(sinceVersion ?? "");
      const last = coversVersions.indexOf(untilVersion ?? "");
      const spoken = versionsOf(id, true);
      const silent = versionsOf(id, false);
      const lacks: string[] = [];
      const want = (versions: ReadonlySet<string>, at: number, what: string) => {
        const version = coversVersions[at];
        if (version !== undefined && !versions.has(version)) lacks.push(`${id}: ${what} at ${version}`);
      };
      if (first > 0 && !isBoundOfComponent(entry)) {
        want(spoken, first, "invalid");
        want(silent, first - 1, "valid");
      }
      if (last >= 0) {
        want(spoken, last, "invalid");
        want(silent, last + 1, "valid");
      }
      return lacks;
    });
    expect(missing).toEqual([]);
  });
});
