/** The matrix as it stands in docs/reliability.md. */
import { afterChange, type Ending, type Extent, withoutReadingBack } from "./expected.js";
import { type Fault, faults } from "./faults.js";
import { libraryOperations } from "./library.js";
import { sendOperation, stepOperations } from "./operations.js";

const letters: Readonly<Record<Ending, string>> = { done: "D", "not done": "N", unknown: "U", findings: "F" };
const extents: readonly Extent[] = ["once", "for good"];

interface Column {
  readonly heading: string;
  readonly ending: (fault: Fault, extent: Extent) => Ending;
}

const columns: readonly Column[] = [
  ...stepOperations.map((operation) => ({
    heading: `\`${operation.id}\` (${operation.step})`,
    ending: (fault: Fault, extent: Extent) => afterChange(fault, operation, extent),
  })),
  {
    heading: `\`${sendOperation.id}\` (${sendOperation.step})`,
    ending: (fault, extent) => withoutReadingBack(fault, "message", extent),
  },
  ...libraryOperations.map(({ id }) => ({
    heading: `\`${id}\` (library)`,
    ending: (fault: Fault, extent: Extent) => withoutReadingBack(fault, "write", extent),
  })),
];

/** Markdown; one row for each fault, one column for each operation. */
export function matrixTable(): string {
  const rows = [
    ["fault", ...columns.map((column) => column.heading)],
    ["---", ...columns.map(() => "---")],
    ...faults.map((fault) => [
      fault.name,
      ...columns.map(({ ending }) => extents.map((extent) => letters[ending(fault, extent)]).join(" ")),
    ]),
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** How many cells there are. */
export const cellCount = faults.length * columns.length * extents.length;
