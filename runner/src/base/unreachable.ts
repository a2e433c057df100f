/**
 * Ends an exhaustive switch. When a member is added to the union without a case, the call is a type error.
 * @throws TypeError when reached at run time (an event this version does not know).
 */
export function unreachable(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`);
}
