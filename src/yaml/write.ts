/** A value as YAML, in the order of its keys; what reads it is `readYaml`. */
export async function writeYaml(value: unknown): Promise<string> {
  const { stringify } = await import("yaml");
  return stringify(value, { version: "1.2", lineWidth: 100, aliasDuplicateObjects: false });
}
