/** How much of each list is shown. What is left out is always counted. */
export interface Detail {
  readonly findings: number;
  /** How many of the findings come with the lines they are about. */
  readonly frames: number;
  /** How many flows come with a graph of their screens. */
  readonly graphs: number;
  /** How many simulated flows come with a diagram of their exchanges. */
  readonly diagrams: number;
  readonly flows: number;
  readonly steps: number;
  readonly messages: number;
  readonly writes: number;
  readonly errors: number;
  /** The longest text that is shown whole. */
  readonly text: number;
}

/**
 * From complete to short. The first form that fits is taken; the last one always does, since every list and every text
 * in it is bounded. `docs/report.md` describes them.
 */
export const forms: readonly Detail[] = [
  {
    findings: 50,
    frames: 20,
    graphs: 10,
    diagrams: 5,
    flows: 100,
    steps: 200,
    messages: 50,
    writes: 100,
    errors: 50,
    text: 2_000,
  },
  {
    findings: 15,
    frames: 3,
    graphs: 0,
    diagrams: 0,
    flows: 40,
    steps: 40,
    messages: 20,
    writes: 40,
    errors: 10,
    text: 300,
  },
  { findings: 0, frames: 0, graphs: 0, diagrams: 0, flows: 5, steps: 5, messages: 0, writes: 5, errors: 3, text: 120 },
  { findings: 0, frames: 0, graphs: 0, diagrams: 0, flows: 0, steps: 0, messages: 0, writes: 0, errors: 0, text: 40 },
];
