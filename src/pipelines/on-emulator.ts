import type { FlowTarget } from "../pipeline/facts.js";
import type { Project } from "./project.js";

/** What the emulator inside this process calls its own number. */
interface Emulated {
  readonly phoneNumberId: string;
}

/**
 * The project as if its environment were the emulator: numbers and flow IDs of a real account mean nothing there, so that
 * its own number stands in, and flows are found by name.
 */
export function onEmulator(project: Project, { phoneNumberId }: Emulated): Project {
  if (project.environment === undefined) return project;
  const { businessAccountId: _, ...environment } = project.environment;
  return { ...project, environment: { ...environment, phoneNumberId, flowIds: new Map() } };
}

/** The same for a flow of a config that is known already. */
export function targetOnEmulator(target: FlowTarget, { phoneNumberId }: Emulated): FlowTarget {
  const { flowId: _, metaFlowId: __, businessAccountId: ___, ...rest } = target;
  return { ...rest, phoneNumberId };
}
