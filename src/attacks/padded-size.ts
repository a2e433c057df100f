import { fewestExamplesOfGraph } from '../engines/index.ts';

/** From one size to the next smaller. */
const STEP = 0.75;

/**
 * To how many rows some rows of a batch are filled up, so that a search which gives rows up has a graph for few sizes
 * instead of one for each number of rows.
 * @param batch rows of the whole batch
 * @returns the batch, or three quarters of the size above; `rows` itself, where they are too few for a graph
 */
export function paddedSize(rows: number, batch: number): number {
  if (rows < fewestExamplesOfGraph) return rows;
  let size = batch;
  for (;;) {
    const smaller = Math.ceil(size * STEP);
    if (smaller < rows || smaller === size) return size;
    size = smaller;
  }
}
