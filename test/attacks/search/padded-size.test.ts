import test from 'ava';
import fc from 'fast-check';
import { paddedSize } from '../../../src/attacks/search/evaluate-target.ts';

const rowsOfBatch = fc
  .integer({ min: 1, max: 600 })
  .chain((batch) => fc.tuple(fc.integer({ min: 1, max: batch }), fc.constant(batch)));

test('rows are filled up by a third at most, to no more than the batch', (t) => {
  fc.assert(
    fc.property(rowsOfBatch, ([rows, batch]) => {
      const size = paddedSize(rows, batch);
      return (
        size >= rows && size <= batch && size <= Math.ceil((rows * 4) / 3) && paddedSize(size, batch) === size
      );
    }),
  );
  t.pass();
});

test('there are few sizes, the batch among them, and few rows stay as many as they are', (t) => {
  const sizes = new Set(Array.from({ length: 248 }, (_, rows) => paddedSize(rows + 9, 256)));
  t.true(sizes.has(256));
  t.true(sizes.size <= 14, `${[...sizes]}`);
  t.deepEqual(
    [1, 5, 8].map((rows) => paddedSize(rows, 256)),
    [1, 5, 8],
  );
});
