/** A name that another name refers to. */
export interface NamedReference {
  readonly name: string;
}

/** Longer cycles are described by their beginning and end. */
const MAX_NAMED = 20;

/**
 * Follows references from name to name and lists what it meets: each name once, after everything that it refers to.
 * A reference that closes a cycle is not followed; `onCycle` gets it, with the names on the cycle in the order in which
 * they refer to each other.
 */
export function followReferences<R extends NamedReference>(
  starts: Iterable<string>,
  listReferences: (name: string) => readonly R[],
  onCycle: (reference: R, names: readonly string[]) => void = () => {},
): string[] {
  const finished = new Set<string>();
  // A stack of our own: a long chain would overflow the call stack.
  for (const start of starts) {
    const trail: { readonly name: string; readonly references: readonly R[]; next: number }[] = [];
    const depths = new Map<string, number>();
    const enter = (name: string): void => {
      if (finished.has(name)) return;
      depths.set(name, trail.length);
      trail.push({ name, references: listReferences(name), next: 0 });
    };
    enter(start);
    for (let last = trail.at(-1); last !== undefined; last = trail.at(-1)) {
      const reference = last.references[last.next];
      last.next += 1;
      if (reference === undefined) {
        finished.add(last.name);
        depths.delete(last.name);
        trail.pop();
        continue;
      }
      const depth = depths.get(reference.name);
      if (depth === undefined) enter(reference.name);
      else
        onCycle(
          reference,
          trail.slice(depth).map(({ name }) => name),
        );
    }
  }
  return [...finished];
}

/** `a → b → a`, for the names on a cycle. */
export function describeCycle(names: readonly string[]): string {
  const closed = [...names, ...names.slice(0, 1)];
  if (closed.length <= MAX_NAMED) return closed.join(' → ');
  const half = MAX_NAMED / 2;
  return [...closed.slice(0, half), `(${closed.length - MAX_NAMED} more)`, ...closed.slice(-half)].join(
    ' → ',
  );
}
