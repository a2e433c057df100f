/**
 * The member of that name, if the object itself has it: not what every object inherits (`constructor`, `toString`). For
 * objects whose names come from outside, such as files and outputs.
 */
export function getOwn<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Sets a member, also one named `__proto__`, which an assignment would take for the object's prototype. */
export function setOwn<Value>(record: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__')
    Object.defineProperty(record, name, { value, configurable: true, enumerable: true, writable: true });
  else record[name] = value;
}
