/**
 * Regular expressions that come from flows and scenarios. One that is written to take for ever must not hold up the
 * process, so what may take long is tried apart, where the engine can be interrupted.
 */
import { type Context, createContext, Script } from "node:vm";

/** How long one may take, in milliseconds; usual ones take a thousandth of that, on a busy machine too. */
const limitMs = 500;
/** Patterns that took too long, so that a list of texts does not cost the limit for each. */
const gaveUpOn = new Set<string>();
const mostRemembered = 1000;

let place: { readonly context: Context; readonly script: Script } | undefined;

/**
 * Whether the regular expression finds something in the text. Throws a `SyntaxError` for a pattern that is none.
 * @returns undefined when that takes too long to find out.
 */
export function patternMatches(pattern: string, text: string, flags = ""): boolean | undefined {
  const regExp = new RegExp(pattern, flags);
  if (isQuick(pattern, text)) return regExp.test(text);
  const name = `${flags}/${pattern}`;
  if (gaveUpOn.has(name)) return undefined;
  place ??= {
    context: createContext(Object.create(null)),
    script: new Script("new RegExp(pattern, flags).test(text)"),
  };
  const { context, script } = place;
  Object.assign(context, { pattern, flags, text });
  try {
    return script.runInContext(context, { timeout: limitMs }) === true;
  } catch {
    if (gaveUpOn.size < mostRemembered) gaveUpOn.add(name);
    return undefined;
  }
}

/** No group is repeated, little is repeated at all, and the text is short: a few million steps at most. */
function isQuick(pattern: string, text: string): boolean {
  const repetitions = pattern.match(/[*+{]/g)?.length ?? 0;
  return text.length <= 200 && repetitions <= 2 && !/\)[*+{?]|\\[1-9k]/.test(pattern);
}
