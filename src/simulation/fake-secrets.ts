/** Values for secrets of which only the names are known, so that code that cannot do without them can be simulated. */
export function fakeSecrets(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, `fake-${name}`]));
}
