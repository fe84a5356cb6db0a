/**
 * Runs a checked list of steps: step by step over all flows, so that everything is validated before anything is
 * written. Owns order, timing, cancellation and status; never throws, whatever a step does.
 */
import { RemoteError, UsageError } from "../errors/errors.js";
import { redact } from "../errors/redact.js";
import type { Context, LockStore, Logger, RunInput } from "./context.js";
import { continueWith } from "./continue-with.js";
import { DEFAULT_TIMEOUT_MS, Deadline, timeoutOf } from "./deadline.js";
import { type PipelineEntry, reasonToLeaveOut } from "./entries.js";
import { Cancelled, errorReport } from "./error-report.js";
import { type FactName, hasFacts, type KnownFacts } from "./facts.js";
import { type RunRecord, reportOf, type TargetState } from "./record.js";
import type { Report, StepStatus } from "./report.js";
import { addFacts, startFacts } from "./start-facts.js";
import { type AnyOutcome, type AnyStep, exceeds } from "./step.js";

/** Told what is known of a flow after each step that changed something on the service, even if the step failed. */
export type NoteChange = (target: string, facts: KnownFacts, lock: LockStore) => Promise<void>;

interface RunChoices {
  readonly preset: string | null;
  readonly note: NoteChange | undefined;
}

/** Runs the list, which has been checked, and reports. */
export async function run(entries: readonly PipelineEntry[], choices: RunChoices, input: RunInput): Promise<Report> {
  return new Run(entries, choices, input).go();
}

/** How one step on one target ended. */
interface Ending {
  readonly status: StepStatus;
  readonly reason: string | null;
}

class Run {
  private readonly entries: readonly PipelineEntry[];
  private readonly preset: string | null;
  private readonly note: NoteChange | undefined;
  private readonly input: RunInput;
  private readonly deadline: Deadline;
  private readonly signal: AbortSignal;
  private readonly secrets: string[];
  private readonly log: Logger;
  private readonly record: RunRecord;
  /** What was read once for all flows. */
  private readonly shared = new Map<string, unknown>();
  /** Index of the first step that failed, for any target. */
  private failedAt: number | undefined;

  constructor(entries: readonly PipelineEntry[], { preset, note }: RunChoices, input: RunInput) {
    const options = input.options ?? {};
    this.entries = entries;
    this.preset = preset;
    this.note = note;
    this.input = input;
    this.deadline = new Deadline(input.clock, options.timeoutMs ?? DEFAULT_TIMEOUT_MS, input.signal);
    this.signal = this.deadline.signal;
    this.secrets = secretsOf(input);
    this.log = cleanLogger(input.log, this.clean);
    const states = input.targets.map((target) => ({ target, facts: startFacts(target, options) }));
    this.record = { states, steps: [], files: [], writes: [], errors: [] };
  }

  async go(): Promise<Report> {
    for (const [i, entry] of this.entries.entries()) {
      this.deadline.check();
      if (this.failedAt === undefined && this.signal.aborted) this.cancel(i);
      if (this.failedAt === undefined) await this.log.group(entry.step.name, () => this.step(i, entry));
      else for (const state of this.record.states) this.notReached(entry.step, state);
    }
    const { failOn = "error", environment = null } = this.input.options ?? {};
    return reportOf(this.record, { environment, failOn, continueWith: this.continuation(), clean: this.clean });
  }

  private async step(i: number, entry: PipelineEntry): Promise<void> {
    for (const state of this.record.states) {
      this.deadline.check();
      // A step that only looks goes on to the other flows, so that all findings are known at once.
      if (this.failedAt !== undefined && exceeds(entry.step.effect, "read")) this.notReached(entry.step, state);
      else if (this.signal.aborted) {
        this.cancel(i);
        this.notReached(entry.step, state);
      } else await this.stepOnTarget(i, entry, state);
    }
  }

  private async stepOnTarget(i: number, entry: PipelineEntry, state: TargetState): Promise<void> {
    const started = this.input.clock.now();
    const writesBefore = this.record.writes.length;
    const notPlanned = entry.leaveOutNow?.(state.facts);
    const leftOut = reasonToLeaveOut(entry, state.target) ?? notPlanned;
    let ending: Ending =
      leftOut === undefined ? await this.attempt(entry.step, state) : { status: "skipped", reason: leftOut };
    if (this.record.writes.length > writesBefore) ending = (await this.unnoted(entry.step, state)) ?? ending;
    if (ending.status === "failed" || ending.status === "errored") this.failedAt ??= i;
    const changes = this.record.writes.slice(writesBefore).map((write) => changeText(write.text, write.certainty));
    this.record.steps.push({
      name: entry.step.name,
      target: state.target.name,
      status: ending.status,
      effect: entry.step.effect,
      durationMs: Math.max(0, Math.round(this.input.clock.now() - started)),
      reason: ending.reason,
      changes,
    });
    const line = [`${state.target.name}: ${ending.status}`, ...changes, ending.reason ?? []].flat().join(" - ");
    // What a plan leaves out is not worth a line for each step of each flow.
    if (notPlanned === undefined) this.log.info(line);
    else this.log.debug(line);
  }

  private async attempt(step: AnyStep, state: TargetState): Promise<Ending> {
    const where = { step: step.name, target: state.target.name };
    try {
      const { facts } = state;
      // The list was checked, so this is a step that did not give what it says.
      if (!hasFacts(facts, step.needs)) throw new Error(`A fact that ${step.name} needs was not given.`);
      return this.conclude(await step.run(this.context(facts, step, state)), step, state);
    } catch (error) {
      const report = errorReport(this.stopped(error), where, this.clean);
      this.record.errors.push(report);
      return { status: report.code === "INTERNAL" ? "errored" : "failed", reason: report.message };
    }
  }

  /** What kept a change from being noted in the lock file; undefined: nothing did. */
  private async unnoted({ name, effect }: AnyStep, { target, facts }: TargetState): Promise<Ending | undefined> {
    const { lock } = this.input;
    if (lock === undefined || effect !== "write") return undefined;
    try {
      await this.note?.(target.name, facts, lock);
      return undefined;
    } catch (error) {
      const report = errorReport(error, { step: name, target: target.name }, this.clean);
      this.record.errors.push(report);
      return { status: report.code === "INTERNAL" ? "errored" : "failed", reason: report.message };
    }
  }

  /** What a client that was told to stop throws is the end of the run's time, if it is over. */
  private stopped(error: unknown): unknown {
    this.deadline.check();
    const wasStopped =
      error instanceof Cancelled || (error instanceof RemoteError && error.code === "TRANSPORT_ABORTED");
    return wasStopped ? (timeoutOf(this.signal) ?? error) : error;
  }

  private conclude(outcome: AnyOutcome, step: AnyStep, state: TargetState): Ending {
    if (outcome.files !== undefined) this.record.files.push(...outcome.files);
    if (outcome.status !== "failed") {
      state.facts = addFacts(state.facts, outcome.facts);
      return { status: outcome.status, reason: outcome.status === "skipped" ? this.clean(outcome.reason) : null };
    }
    const reason = this.clean(outcome.reason);
    const hint = outcome.hint === undefined ? null : this.clean(outcome.hint);
    const where = { step: step.name, target: state.target.name };
    const nothingRemote = { operation: null, status: null, stack: null };
    this.record.errors.push({ code: outcome.code, message: reason, hint, ...where, ...nothingRemote });
    return { status: "failed", reason };
  }

  private context(facts: Context<FactName>["facts"], step: AnyStep, state: TargetState): Context<FactName, FactName> {
    const { api, sandbox, options = {}, randomToken, secretValue, lock, backups } = this.input;
    const { deadline } = this;
    return {
      facts,
      target: state.target.name,
      options,
      stepNames: this.entries
        .filter((entry) => reasonToLeaveOut(entry, state.target) === undefined)
        .map((entry) => entry.step.name),
      get api() {
        if (api === undefined) throw new Error(`${step.name} uses the API although its effect is none.`);
        return api;
      },
      get sandbox() {
        if (sandbox !== undefined) return sandbox;
        throw new UsageError(
          "USAGE_NO_SANDBOX",
          `\`${step.name}\` runs data endpoint code, and there is nowhere to run it.`,
          {
            hint: "Hand `nodeSandbox` to `run`.",
          },
        );
      },
      canRunCode: sandbox !== undefined && options.noCode === undefined,
      clock: deadline.clock,
      log: this.log,
      get signal() {
        deadline.check();
        return deadline.signal;
      },
      randomToken: () => {
        const token = randomToken();
        this.secrets.push(token);
        return token;
      },
      secretValue: (name) => {
        const value = secretValue?.(name);
        if (value !== undefined && value !== "") this.secrets.push(value);
        return value;
      },
      lock,
      backups,
      once: (what, read) => this.once(what, read),
      learn: (more) => {
        if (more.flowPlan !== undefined) this.input.onPlan?.(more.flowPlan);
        state.facts = addFacts(state.facts, more);
      },
      wrote: (write) => {
        const where = { step: step.name, target: state.target.name };
        this.record.writes.push({ ...write, text: this.clean(write.text), ...where });
      },
    };
  }

  private once<T>(what: string, read: () => Promise<T>): Promise<T> {
    const known = this.shared.get(what);
    if (known instanceof Promise) return known;
    const reading = read();
    this.shared.set(what, reading);
    // What could not be read is tried again by the next flow.
    reading.catch(() => this.shared.delete(what));
    return reading;
  }

  private notReached(step: AnyStep, state: TargetState): void {
    const stopped = timeoutOf(this.signal) === undefined ? "The run was cancelled before it." : "The time was over.";
    const reason = this.signal.aborted ? stopped : "An earlier step failed.";
    this.record.steps.push({
      name: step.name,
      target: state.target.name,
      status: "not-reached",
      effect: step.effect,
      durationMs: 0,
      reason,
      changes: [],
    });
  }

  private cancel(i: number): void {
    if (this.failedAt !== undefined) return;
    this.failedAt = i;
    this.record.errors.push(
      errorReport(timeoutOf(this.signal) ?? new Cancelled(), { step: null, target: null }, this.clean),
    );
  }

  /** Nothing to go on with when nothing was begun on the service: the whole command is run again then. */
  private continuation(): string | null {
    if (this.failedAt === undefined) return null;
    const failed = this.entries[this.failedAt]?.step;
    const begun = this.record.writes.length > 0 || (failed !== undefined && exceeds(failed.effect, "read"));
    if (!begun) return null;
    const steps = this.entries.map((entry) => entry.step);
    const { states: targets } = this.record;
    const { preset, failedAt } = this;
    return this.clean(continueWith({ steps, preset, failedAt, targets, options: this.input.options ?? {} }));
  }

  private readonly clean = (text: string): string => redact(text, this.secrets);
}

function changeText(text: string, certainty: "done" | "unknown"): string {
  return certainty === "done" ? text : `Perhaps: ${text}`;
}

function secretsOf({ options = {} }: RunInput): string[] {
  const { recipients = [], flowToken } = options.send ?? {};
  const numbers = recipients.flatMap((number) => [number, number.replace(/\D/g, "")]);
  return [...(options.secrets ?? []), ...numbers, ...(flowToken === undefined ? [] : [flowToken])].filter(
    (secret) => secret !== "",
  );
}

function cleanLogger(log: Logger, clean: (text: string) => string): Logger {
  return {
    info: (text) => log.info(clean(text)),
    notice: (text) => log.notice(clean(text)),
    warn: (text) => log.warn(clean(text)),
    debug: (text) => log.debug(clean(text)),
    group: (title, body) => log.group(clean(title), body),
  };
}
