import { UsageError } from "../errors/errors.js";
import type { FlagSpec, Flags } from "./spec.js";

export type FlagValue = string | number | boolean | readonly string[];

/** Values of one command's flags and arguments, read by name. A name the table does not have is a bug, so it throws. */
export class Options {
  readonly arguments: readonly string[];
  readonly #flags: Flags;
  readonly #values: ReadonlyMap<string, FlagValue>;

  constructor(flags: Flags, values: ReadonlyMap<string, FlagValue>, args: readonly string[]) {
    this.#flags = flags;
    this.#values = values;
    this.arguments = args;
  }

  /** Whether the command takes that flag at all; helpers shared by commands ask. */
  knows(name: string): boolean {
    return this.#flags[name] !== undefined;
  }

  isSet(name: string): boolean {
    this.#expect(name);
    return this.#values.has(name);
  }

  text(name: string): string | undefined {
    this.#expect(name, "text");
    const value = this.#values.get(name);
    return typeof value === "string" ? value : undefined;
  }

  /** A value that must be there; of the flags of a table entry only `required` ones are sure to be. */
  need(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new UsageError("USAGE_MISSING_FLAG", `\`--${name}\` is missing.`);
    return value;
  }

  number(name: string): number | undefined {
    this.#expect(name, "number");
    const value = this.#values.get(name);
    return typeof value === "number" ? value : undefined;
  }

  switch(name: string): boolean {
    this.#expect(name, "switch");
    return this.#values.get(name) === true;
  }

  list(name: string): readonly string[] {
    this.#expect(name, "list");
    const value = this.#values.get(name);
    return typeof value === "object" ? value : [];
  }

  #expect(name: string, type?: FlagSpec["type"]): void {
    const flag = this.#flags[name];
    if (flag === undefined) throw new Error(`The table has no flag --${name} for this command.`);
    if (type !== undefined && flag.type !== type) throw new Error(`--${name} is ${flag.type}, not ${type}.`);
  }
}
