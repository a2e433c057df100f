import test from 'ava';
import fc from 'fast-check';
import { drawUint32s, drawUniforms, philox } from '../../src/random/index.ts';
import { drawNormals } from './draw-normals.ts';

const word = fc.nat({ max: 0xffffffff });
const key = fc.tuple(word, word);

test("gives Random123's known answers", (t) => {
  const ones = 0xffffffff;
  t.deepEqual(philox([0, 0, 0, 0], [0, 0]), [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  t.deepEqual(
    philox([ones, ones, ones, ones], [ones, ones]),
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  );
  t.deepEqual(
    philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]),
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  );
});

test('a number is a function of its block and word alone', (t) => {
  fc.assert(
    fc.property(key, fc.nat(1000), fc.nat(20), fc.nat(20), (k, block, skipped, count) => {
      const all = drawUint32s(4 * skipped + count, k, { block, stream: 3 });
      const tail = drawUint32s(count, k, { block: block + skipped, stream: 3 });
      t.deepEqual(all.slice(4 * skipped), tail);
    }),
  );
});

test('blocks beyond 32 bits and streams are part of the counter', (t) => {
  const draws = [
    { block: 0 },
    { block: 2 ** 32 },
    { block: 0, stream: 1 },
    { block: 0, stream: 2 ** 32 },
  ].map((counter) => drawUint32s(4, [1, 2], counter).join());
  t.is(new Set(draws).size, draws.length);
  t.deepEqual([...drawUint32s(4, [1, 2], { block: 2 ** 32 })], philox([0, 1, 0, 0], [1, 2]));
});

test('a counter that is not a safe integer is refused', (t) => {
  for (const block of [-1, 0.5, 2 ** 53, Number.NaN]) {
    t.throws(() => drawUint32s(1, [1, 2], { block }), { instanceOf: RangeError });
  }
});

test('uniforms lie in [0, 1) with the moments of U[0, 1)', (t) => {
  const draws = drawUniforms(100_000, [3, 4], { block: 0 });
  t.true(draws.every((draw) => draw >= 0 && draw < 1));
  const { mean, variance } = momentsOf(draws);
  // Five standard errors.
  t.true(Math.abs(mean - 0.5) < 5 * Math.sqrt(1 / 12 / draws.length));
  t.true(Math.abs(variance - 1 / 12) < 5 * Math.sqrt(1 / 180 / draws.length));
});

test('normals have the moments of N(0, 1)', (t) => {
  const draws = drawNormals(100_001, [5, 6], { block: 0 });
  t.is(draws.length, 100_001);
  const { mean, variance } = momentsOf(draws);
  t.true(Math.abs(mean) < 5 / Math.sqrt(draws.length));
  t.true(Math.abs(variance - 1) < 5 * Math.sqrt(2 / draws.length));
});

function momentsOf(draws: Float32Array): { mean: number; variance: number } {
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  return { mean, variance };
}
