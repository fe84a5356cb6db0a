/** Text of the service on one line, without control characters, so that it breaks no message, log or terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
}
