import test from 'ava';
import fc from 'fast-check';
import { klWeight } from '../../src/training/kl-weight.ts';

const at = (batch: number, batches: number, epoch = 0, epochs = 1) => ({ batch, batches, epoch, epochs });

test('a number is the same for every batch', (t) => {
  t.is(klWeight(0.1, at(0, 10)), 0.1);
  t.is(klWeight(0.1, at(9, 10, 3, 5)), 0.1);
});

test('blundell: 2^(m−i−1) / (2^m − 1)', (t) => {
  t.deepEqual(
    [0, 1, 2].map((batch) => klWeight('blundell', at(batch, 3))),
    [4 / 7, 2 / 7, 1 / 7],
  );
});

test('blundell and standard weights of an epoch sum to 1, also over thousands of batches', (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.constantFrom('blundell', 'standard'),
      (batches, scheme) => {
        let sum = 0;
        for (let batch = 0; batch < batches; batch += 1) sum += klWeight(scheme, at(batch, batches));
        t.true(Math.abs(sum - 1) < 1e-9);
      },
    ),
    { numRuns: 30 },
  );
});

test('soenderby warms up over the first quarter of the epochs', (t) => {
  t.deepEqual(
    [0, 5, 10, 25, 99].map((epoch) => klWeight('soenderby', at(0, 7, epoch, 100))),
    [0, 0.2, 0.4, 1, 1],
  );
});
