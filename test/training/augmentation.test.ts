import test from 'ava';
import { drawPlacements } from '../../src/training/augmentation.ts';

const count = 20_000;
const listPlacements = (options: { flip: boolean; shift: number }, seed: number, epoch: number) => {
  const place = drawPlacements(options, count, seed, epoch);
  return Array.from({ length: count }, (_, position) => place(position));
};

test('half of the images are mirrored, and every displacement is as likely as another', (t) => {
  const placements = listPlacements({ flip: true, shift: 2 }, 1, 0);
  const expected = { flips: count / 2, displacement: count / 5 };
  // Five standard deviations.
  const near = (actual: number, mean: number) => Math.abs(actual - mean) < 5 * Math.sqrt(mean);
  t.true(near(placements.filter(({ isFlipped }) => isFlipped).length, expected.flips));
  for (const displacement of [-2, -1, 0, 1, 2]) {
    t.true(near(placements.filter(({ down }) => down === displacement).length, expected.displacement));
    t.true(near(placements.filter(({ right }) => right === displacement).length, expected.displacement));
    const both = placements.filter(({ down, right }) => down === displacement && right === -displacement);
    t.true(near(both.length, expected.displacement / 5));
  }
});

test('placements are a function of seed and epoch, and nothing moves unless asked for', (t) => {
  const options = { flip: true, shift: 4 };
  t.deepEqual(listPlacements(options, 1, 0), listPlacements(options, 1, 0));
  t.notDeepEqual(listPlacements(options, 1, 0), listPlacements(options, 2, 0));
  t.notDeepEqual(listPlacements(options, 1, 0), listPlacements(options, 1, 1));
  const still = { isFlipped: false, down: 0, right: 0 };
  t.deepEqual(listPlacements({ flip: false, shift: 0 }, 1, 0), new Array(count).fill(still));
});
