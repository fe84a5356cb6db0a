import type { AnyNode } from "acorn";
import { exchangeRule } from "../exchange-rules.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

/** Statuses with a meaning of their own, by Meta's guide to flow endpoints. */
const meant: ReadonlySet<number> = new Set([200, 421, 427, 432]);
/** What is asked of the caller rather than of the user: a phone's requests pass it. */
const aboutCaller = /method|headers|url|signature_valid|source|auth|secret|flow_token/i;

export const endpointStatus: EndpointRule = {
  ...exchangeRule("endpoint-status"),
  find: function* (code): Generator<EndpointFinding> {
    for (const { response, way, at } of code.answers) {
      const { status } = response;
      if (status === undefined || meant.has(status.code)) continue;
      const around = [...way, at].flatMap((node) => [...code.around(node)]);
      // What nobody expected has no better answer.
      if (around.some(({ type }) => type === "CatchClause")) continue;
      const tests = around.flatMap(testOf);
      if (tests.some(({ start, end }) => aboutCaller.test(code.text.slice(start, end)))) continue;
      const message = `This answer has status \`${status.code}\`; answer a user's mistake with 200 and \`error_message\`.`;
      // Whether a phone ever gets there is not known.
      yield { start: status.node.start, end: status.node.end, message, severity: "warning" };
    }
  },
};

function testOf(node: AnyNode): readonly AnyNode[] {
  if (node.type === "IfStatement" || node.type === "ConditionalExpression") return [node.test];
  return node.type === "SwitchStatement" ? [node.discriminant] : [];
}
