/** The keys of both objects, each once, in the order they first appear. */
export function unionOfKeys(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

/** An object's own member: names come from records, and `__proto__` is one of them if a record says so. */
export function ownMember<V>(members: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
