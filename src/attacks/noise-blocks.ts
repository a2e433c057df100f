import type { NoiseBlock } from '../networks/model.ts';
import type { PhiloxKey } from '../random/philox.ts';

/**
 * Noise of a pass over some rows of a batch: a block for each key and run of neighbours.
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

/**
 * The same noise, drawn for the whole batch and taken from: the ops are the same whichever rows they are, which makes
 * one graph of them, and fewer where the rows are scattered.
 * @param rows in any order, also repeated
 * @param batch rows of the whole batch
 */
export function takeNoise(
  keys: readonly PhiloxKey[],
  rows: Int32Array,
  firstExample: number,
  batch: number,
): NoiseBlock[] {
  if (isWholeBatch(rows, batch)) return createNoiseBlocks(keys, rows, firstExample);
  return keys.map((key) => ({ key, firstExample, count: batch, taken: rows }));
}

/** Whether these are all rows of the batch, in order. */
export function isWholeBatch(rows: Int32Array, batch: number): boolean {
  return rows.length === batch && rows.every((row, position) => row === position);
}
