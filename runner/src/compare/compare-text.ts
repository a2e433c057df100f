import { readFile } from 'node:fs/promises';
import { countThings } from '../base/words.ts';
import type { ContentDifference, FileVersion, ValueDifference } from './file-difference.ts';
import { MAX_PARSED_BYTES } from './options.ts';

/** A longer line is cut when it is shown; a page with embedded images has such lines. */
const MAX_SHOWN_CHARACTERS = 200;

/** Compares texts line by line. @returns undefined when one of them is no text */
export async function compareText(
  before: FileVersion,
  after: FileVersion,
): Promise<ContentDifference | undefined> {
  const [a, b] = [await readText(before), await readText(after)];
  if (a === undefined || b === undefined) return undefined;
  const [linesBefore, linesAfter] = [a.split('\n'), b.split('\n')];
  const removed = countOnlyIn(linesBefore, linesAfter);
  const added = countOnlyIn(linesAfter, linesBefore);
  const first = linesBefore.findIndex((line, index) => line !== linesAfter[index]);
  const at = first === -1 ? linesBefore.length : first;
  const moved = removed + added === 0 ? 'the same lines in another order' : undefined;
  return {
    kind: 'text',
    summary:
      moved ??
      `${countThings(removed, 'line')} removed, ${countThings(added, 'line')} added, the first at line ${at + 1}`,
    withinTolerance: false,
    values: [describeLine(at, linesBefore[at], linesAfter[at])],
  };
}

/** The text of a file; undefined when it is too large, has a NUL character, or is not UTF-8. */
export async function readText({ absolutePath, size }: FileVersion): Promise<string | undefined> {
  if (size > MAX_PARSED_BYTES) return undefined;
  const bytes = await readFile(absolutePath);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // TextDecoder throws this for bytes that are not UTF-8.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** How many lines have no equal among the others. */
function countOnlyIn(lines: readonly string[], others: readonly string[]): number {
  const remaining = new Map<string, number>();
  for (const line of others) remaining.set(line, (remaining.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = remaining.get(line) ?? 0;
    remaining.set(line, count - 1);
    return count <= 0;
  }).length;
}

function describeLine(index: number, before: string | undefined, after: string | undefined): ValueDifference {
  return {
    place: `line ${index + 1}`,
    ...(before === undefined ? {} : { before: cut(before) }),
    ...(after === undefined ? {} : { after: cut(after) }),
    withinTolerance: false,
  };
}

function cut(line: string): string {
  return line.length <= MAX_SHOWN_CHARACTERS ? line : `${line.slice(0, MAX_SHOWN_CHARACTERS)}…`;
}
