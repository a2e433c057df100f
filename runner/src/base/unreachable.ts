/**
 * Ends an exhaustive switch: a member added to the union without a case for it is a type error here.
 * @throws TypeError when reached at run time (an event this version does not know).
 */
export function unreachable(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`);
}
