/** The largest text whose array is kept for the next one. */
const MOST_KEPT = 1 << 20;

/** The array of the last text, and the same memory as bytes. */
let units = new Uint16Array(0);
let bytes = Buffer.alloc(0);

/**
 * The UTF-16 units of a text, with a zero after the last: read from an array they cost a quarter of `charCodeAt`, which
 * looks up on each call how the engine keeps the string. The array holds until the next call.
 */
export function codeUnits(text: string): Uint16Array {
  const needed = text.length + 1;
  if (units.length < needed) {
    const fresh = new Uint16Array(needed > MOST_KEPT ? needed : 2 * needed);
    const view = Buffer.from(fresh.buffer);
    if (needed > MOST_KEPT) return written(text, fresh, view);
    units = fresh;
    bytes = view;
  }
  return written(text, units, bytes);
}

function written(text: string, into: Uint16Array, view: Buffer): Uint16Array {
  const end = view.write(text, "utf16le");
  // The engine's own order is the other one on a few machines.
  if (view.readUInt16LE(0) !== into[0]) view.subarray(0, end).swap16();
  into[text.length] = 0;
  return into;
}
