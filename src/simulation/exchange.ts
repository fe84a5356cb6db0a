/** One data exchange: what the phone asks, how Kapso hands it on, and what came back. */
import type { JsonObject } from "../json/object.js";
import type { CodePosition, SandboxOutcome } from "./sandbox.js";

/** What the phone sends, decrypted. An action that does not exist is sent on purpose. */
export interface ExchangeRequest {
  readonly version: string;
  readonly action: string;
  readonly screen?: string;
  readonly data?: JsonObject;
  readonly flow_token?: string;
}

/** A flow as the function sees it; a flow that is only simulated has no ids. */
export interface CalledFlow {
  readonly id: string | null;
  readonly meta_flow_id: string;
}

const simulatedFlow: CalledFlow = {
  id: "00000000-0000-4000-8000-000000000000",
  meta_flow_id: "0000000000000000",
};

/** The request as Kapso hands it to the function. Source: Kapso's data endpoint guide. */
export function kapsoCall(
  request: ExchangeRequest | JsonObject,
  now: number,
  { flow = simulatedFlow, signatureValid = true }: { flow?: CalledFlow; signatureValid?: boolean } = {},
): JsonObject {
  return {
    source: "whatsapp_flow",
    flow,
    data_exchange: request,
    signature_valid: signatureValid,
    received_at: `${new Date(now).toISOString().slice(0, 19)}Z`,
  };
}

/** Why the phone asked: part of its way through the flow, a request that no phone sends, or part of a scenario. */
export type ExchangePurpose = "walk" | "probe" | "scenario";

/** An exchange that took place. */
export interface Exchange {
  /** From 1, in the order in which they took place. */
  readonly number: number;
  readonly purpose: ExchangePurpose;
  /** The exchange that led to the screen it was made from; null for the first. */
  readonly after: number | null;
  readonly request: ExchangeRequest;
  readonly outcome: SandboxOutcome;
  /** Ids of the rules that had something to say about it. */
  readonly rules: readonly string[];
}

/** Where in the code an outcome was decided, when that is known. */
export function decidedAt(outcome: SandboxOutcome): CodePosition | null {
  return outcome.kind === "answered" || outcome.kind === "threw" || outcome.kind === "not-started" ? outcome.at : null;
}
