import { distance } from 'fastest-levenshtein';

const MAX_NAME_LENGTH = 500;

/**
 * The candidate nearest to a mistyped name. A candidate is near if at most a third of the letters differ; one letter
 * may always differ, and two in names of three letters or more. Ignores case. Of equally near ones the first is taken.
 * Undefined where none is near.
 */
export function suggestName(name: string, candidates: Iterable<string>): string | undefined {
  // The time of a comparison grows with the square of the length. Such a long name is no typing mistake.
  if (name.length > MAX_NAME_LENGTH) return undefined;
  const wanted = name.toLowerCase();
  const limit = Math.max(wanted.length < 3 ? 1 : 2, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance || candidate === name) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < bestDistance) [best, bestDistance] = [candidate, edits];
  }
  return best;
}

/** `"a", "b" and "c"`. Of more than eight names it shows eight. */
export function listNames(names: readonly string[]): string {
  const quoted = names
    .slice(0, 8)
    .map((name) => JSON.stringify(name.length > 100 ? `${name.slice(0, 97)}…` : name));
  if (names.length > 8) return `${quoted.join(', ')} and ${names.length - 8} more`;
  const last = quoted.pop();
  if (last === undefined) return 'none';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
