import type { Project } from "./project.js";

/**
 * Values of secrets, from the environment variables of their names. With a config only those that it names: whoever can
 * store a secret on the service under some name must not get the variable of that name.
 */
export function secretValues(
  env: Readonly<Record<string, string | undefined>>,
  project: Pick<Project, "environment"> | undefined,
): (name: string) => string | undefined {
  return (name) => {
    const declared = project === undefined || (project.environment?.secretNames ?? []).includes(name);
    const value = declared ? env[name] : undefined;
    return value === "" ? undefined : value;
  };
}
