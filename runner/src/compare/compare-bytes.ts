import type { ContentDifference, FileVersion } from './file-difference.ts';
import { isSameBytes, readPairwise, withPair } from './read-pair.ts';

/**
 * The offset of the first byte that differs; the length of the shorter file if the longer one begins with it; undefined
 * if they are equal.
 */
export async function findFirstDifference(
  before: FileVersion,
  after: FileVersion,
): Promise<number | undefined> {
  return withPair(before, after, async (pair) => {
    const shared = Math.min(pair.before.size, pair.after.size);
    let found: number | undefined;
    await readPairwise(pair, { before: 0, after: 0 }, shared, (a, b, position) => {
      if (found !== undefined || isSameBytes(a, b)) return;
      found = position + a.findIndex((byte, index) => byte !== b[index]);
    });
    return found ?? (pair.before.size === pair.after.size ? undefined : shared);
  });
}

/** Describes the difference of files whose format we cannot read. @param why is added after the sizes */
export async function compareBytes(
  before: FileVersion,
  after: FileVersion,
  why?: string,
): Promise<ContentDifference> {
  const at = (await findFirstDifference(before, after)) ?? 0;
  const sizes = before.size === after.size ? `${before.size} bytes` : `${before.size} → ${after.size} bytes`;
  return {
    kind: 'binary',
    summary: `${sizes}, first difference at byte ${at}${why === undefined ? '' : ` (${why})`}`,
    withinTolerance: false,
  };
}
