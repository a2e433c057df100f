import test from 'ava';
import fc from 'fast-check';
import { ALONE, shareOf } from '../../../src/study/training/team.ts';

test('shares are a list, cut into as many parts as there are members, none more than one item larger than another', (t) => {
  const property = fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(1000), (size, count) => {
    const shares = Array.from({ length: size }, (_, rank) => shareOf({ ...ALONE, rank, size }, count));
    let next = 0;
    for (const share of shares) {
      if (share.first !== next) return false;
      next += share.count;
    }
    const counts = shares.map((share) => share.count);
    return next === count && Math.max(...counts) - Math.min(...counts) <= 1;
  });
  t.notThrows(() => fc.assert(property));
});
