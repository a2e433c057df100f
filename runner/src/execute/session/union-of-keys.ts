/** The keys of both objects, each once, in the order they first appear. */
export function unionOfKeys(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

/** A member that the object itself has. Names come from records, and a record may name `__proto__`. */
export function ownMember<V>(members: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
