/** `SIGN_UP` and `sign-up` as `SignUp`; what no name can hold is left out. */
export function pascalCase(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const joined = words.map((word) => word.slice(0, 1).toUpperCase() + rest(word)).join("");
  return /^\p{L}/u.test(joined) ? joined : joined === "" ? "" : `Flow${joined}`;
}

/** A word in capitals only is lowered; any other keeps the humps that it has. */
function rest(word: string): string {
  const tail = word.slice(1);
  return word === word.toUpperCase() ? tail.toLowerCase() : tail;
}

/** The name itself, or with the first number from 2 on that makes it new. `taken` learns it. */
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique); number++) unique = `${name}${number}`;
  taken.add(unique);
  return unique;
}
