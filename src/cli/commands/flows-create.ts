import { connectedToChange } from "../connect.js";
import { parseObject, readNamed } from "../flow-source.js";
import { flowText } from "../flow-text.js";
import type { Options } from "../options.js";
import { showingFindings, storedWithFindings } from "../remote-findings.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export async function flowsCreate(options: Options, session: Session): Promise<Result> {
  const path = options.text("flow-json-file");
  const text = path === undefined ? options.text("flow-json") : await readNamed(path, session);
  const shown = path === undefined ? "`--flow-json`" : `\`${path}\``;
  const flowJson = text === undefined ? undefined : parseObject(text, shown);
  const sent = { text: text ?? "", path };
  return connectedToChange(options, session, ({ client }) =>
    showingFindings(sent, session, async () => {
      const flow = await client.flows.create({
        phoneNumberId: options.need("phone-number-id"),
        name: options.text("name"),
        flowJson,
        publish: options.switch("publish"),
      });
      session.log.notice(`Created flow \`${flow.name}\` (${flow.status}) with flow ID \`${flow.id}\`.`);
      const issues = flow.validation_errors ?? [];
      if (issues.length > 0) return storedWithFindings(sent, issues, flow, session);
      return { kind: "data", data: flow, text: flowText(flow) };
    }),
  );
}
