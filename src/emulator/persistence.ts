/** Keeps the state through a port; what the text lands in is the caller's business. */
import { FileError } from "../errors/errors.js";
import { isObject } from "../json/object.js";
import type { WorldState } from "./store.js";
import { parsedJson } from "./validators.js";

export interface StatePort {
  /** The saved text, or undefined when there is none yet. */
  load(): Promise<string | undefined>;
  save(text: string): Promise<void>;
}

/** Saves one text at a time; changes that come while it is busy are saved together afterwards. */
export class Saver {
  private readonly port: StatePort | undefined;
  private running: Promise<void> | undefined;
  private next: (() => WorldState) | undefined;
  private failure: unknown;

  constructor(port: StatePort | undefined) {
    this.port = port;
  }

  /** The saved state; undefined without one. Throws a {@link FileError} for a text that is none. */
  async load(): Promise<WorldState | undefined> {
    const text = await this.port?.load();
    if (text === undefined || text.trim() === "") return undefined;
    const state = parse(text);
    if (state === undefined) {
      throw new FileError("FILE_NOT_STATE", "The state file does not hold a state of this emulator.", {
        hint: "Name another file, or delete this one to start afresh.",
      });
    }
    return state;
  }

  /** Asks for the state to be saved soon; `state` is read when the turn comes. */
  save(state: () => WorldState): void {
    if (this.port === undefined) return;
    this.next = state;
    this.running ??= this.run(this.port);
  }

  /** Waits until everything is saved; throws what went wrong in saving. */
  async finish(): Promise<void> {
    await this.running;
    if (this.failure !== undefined) throw this.failure;
  }

  private async run(port: StatePort): Promise<void> {
    try {
      while (this.next !== undefined) {
        const state = this.next;
        this.next = undefined;
        await port.save(`${JSON.stringify(saved(state()), null, 2)}\n`);
      }
      this.failure = undefined;
    } catch (error) {
      this.failure = error; // Requests go on being served; `finish` tells.
    } finally {
      this.running = undefined;
    }
  }
}

/** Values of secrets are never written; a function has to be given them again. */
function saved(state: WorldState): WorldState {
  const functions = state.functions.map((record) => ({
    ...record,
    secrets: record.secrets.map(({ name, type }) => ({ name, type })),
  }));
  return { ...state, functions };
}

const LISTS = ["numbers", "flows", "versions", "functions", "invocations", "logs", "responses", "messages"] as const;

function parse(text: string): WorldState | undefined {
  const value = parsedJson(text);
  return isState(value) ? value : undefined;
}

/** Tells our own file from another; a file somebody edited by hand is trusted beyond that. */
function isState(value: unknown): value is WorldState {
  return isObject(value) && value.schemaVersion === 1 && LISTS.every((name) => Array.isArray(value[name]));
}
