/**
 * Names of the flows that replace one another with `on-published: new-flow`: `signup`, then `signup v2`, `signup v3`,
 * because names are unique within a WABA, and a deprecated flow keeps its own.
 */
interface Named {
  readonly name: string;
  readonly status: string;
}

/** The number of a name among the generations of `base`; 1 for that name itself, null for any other name. */
export function generationOf(name: string, base: string): number | null {
  if (name === base) return 1;
  const rest = name.startsWith(`${base} v`) ? name.slice(base.length + 2) : "";
  return /^([2-9]|[1-9]\d{1,5})$/.test(rest) ? Number(rest) : null;
}

/** The name of a generation: the first has the base name, the others `v2`, `v3` and so on after it. */
export function generationName(base: string, generation: number): string {
  return generation === 1 ? base : `${base} v${generation}`;
}

/** The name for one more flow: after the highest that there is, deprecated or not. */
export function nextName(base: string, flows: readonly Named[]): string {
  return generationName(base, Math.max(0, ...flows.map(({ name }) => generationOf(name, base) ?? 0)) + 1);
}

/** The flow that is meant: of those that are not deprecated, the highest generation. Undefined: none lives. */
export function currentGeneration<F extends Named>(base: string, flows: readonly F[]): F | undefined {
  return numbered(base, flows)
    .filter(({ flow }) => flow.status !== "deprecated")
    .at(-1)?.flow;
}

/** The flows of lower generations than the named one that were published and still live, oldest first. */
export function predecessorsOf<F extends Named>(base: string, name: string, flows: readonly F[]): readonly F[] {
  const own = generationOf(name, base);
  if (own === null) return [];
  return numbered(base, flows)
    .filter(({ flow, number }) => number < own && ["published", "throttled", "blocked"].includes(flow.status))
    .map(({ flow }) => flow);
}

/** The generations among the flows, lowest first. */
function numbered<F extends Named>(base: string, flows: readonly F[]): { readonly flow: F; readonly number: number }[] {
  return flows
    .flatMap((flow) => {
      const number = generationOf(flow.name, base);
      return number === null ? [] : [{ flow, number }];
    })
    .sort((a, b) => a.number - b.number);
}
