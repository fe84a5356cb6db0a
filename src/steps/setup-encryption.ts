import type { EncryptionSetup } from "../client/wire.js";
import { defineStep } from "../pipeline/step.js";
import { readFlow } from "./shared/flow-record.js";
import { change } from "./shared/remote-write.js";

/** Comes before everything else of a data endpoint, because the service refuses the code without it (kapso-api.md 18 row 9). */
export const setupEncryption = defineStep({
  name: "setup-encryption",
  summary: "Sets up the encryption between Meta and the data endpoint.",
  effect: "write",
  needs: ["flowId"],
  uses: ["phoneNumberId"],
  gives: [],
  after: ["create"],
  concerns: "data-endpoint",
  async run(context) {
    const { flowId, phoneNumberId } = context.facts;
    // Only the flow reports it; the phone number does not (kapso-api.md 11.4).
    const configured = async (): Promise<boolean> =>
      (await readFlow(context, flowId)).flows_encryption_configured === true;
    if (await configured()) return { status: "skipped", facts: {}, reason: "Encryption is set up already." };
    await change<EncryptionSetup>(context, {
      text: `Set up encryption for flow \`${context.target}\``,
      ids: () => ({ flowId }),
      send: () => context.api.encryption.setup(flowId, phoneNumberId === undefined ? {} : { phoneNumberId }),
      readBack: async () => ((await configured()) ? { flows_encryption_configured: true } : undefined),
    });
    return { status: "passed", facts: {} };
  },
});
