import type { NoiseBlock } from '../networks/model.ts';
import type { PhiloxKey } from '../random/philox.ts';

/**
 * Noise of a pass over some rows of a batch, once for each key: a block for each run of neighbours.
 * @param rows in increasing order
 */
export function createNoiseBlocks(
  keys: readonly PhiloxKey[],
  rows: Int32Array,
  firstExample: number,
): NoiseBlock[] {
  const runs: { firstExample: number; count: number }[] = [];
  let expected = -1;
  for (const row of rows) {
    if (row === expected) runs.at(-1)!.count += 1;
    else runs.push({ firstExample: firstExample + row, count: 1 });
    expected = row + 1;
  }
  return keys.flatMap((key) => runs.map((run) => ({ key, ...run })));
}
