import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { Places } from '../document/places.ts';
import { createProblem, type Problem } from '../document/problem.ts';
import type { Assignment, Segment } from './parse-set.ts';

export type Container = JsonObject | JsonValue[];

export interface AssignmentTarget {
  /** In words, for messages. */
  readonly owner: string;
  /** The problem with a member that is not there. Undefined where `--set` may create it. */
  readonly findUnknown: (container: Container, step: Segment, depth: number) => Problem | undefined;
}

/** Sets the value at a path below `start`, and remembers where it comes from. */
export function assignAt(
  start: Container,
  steps: readonly Segment[],
  { value, valuePlace }: Assignment,
  places: Places,
  { owner, findUnknown }: AssignmentTarget,
): Problem | undefined {
  let container = start;
  for (const [depth, step] of steps.entries()) {
    const { name, place } = step;
    const next = getMember(container, name);
    const unknown = next === undefined ? findUnknown(container, step, depth) : undefined;
    if (unknown !== undefined) return unknown;
    if (depth === steps.length - 1) {
      setMember(container, name, value);
      places.set(container, name, { key: place, value: valuePlace });
    } else if (typeof next === 'object' && next !== null) {
      container = next;
    } else if (next === undefined) {
      const created: JsonObject = {};
      setMember(container, name, created);
      places.set(container, name, { key: place, value: place });
      container = created;
    } else {
      const whole = `${JSON.stringify(name)} of ${owner}`;
      return createProblem(place, `${whole} is ${JSON.stringify(next)}, which has no members to set`);
    }
  }
  return undefined;
}

export function getMember(container: Container, name: string): JsonValue | undefined {
  if (Array.isArray(container)) return container[Number(name)];
  return Object.hasOwn(container, name) ? container[name] : undefined;
}

function setMember(container: Container, name: string, value: JsonValue): void {
  if (Array.isArray(container)) container[Number(name)] = value;
  else container[name] = value;
}
