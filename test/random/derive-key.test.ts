import { createHash } from 'node:crypto';
import test from 'ava';
import fc from 'fast-check';
import { deriveKey } from '../../src/random/index.ts';

test('a key is the start of a SHA-256 of seed and purpose', (t) => {
  const digest = createHash('sha256').update('philox-key-1 [7,"shuffle",3]').digest();
  t.deepEqual(deriveKey(7, 'shuffle', 3), [digest.readUInt32LE(0), digest.readUInt32LE(4)]);
});

test('other seeds and purposes give other keys', (t) => {
  const part = fc.oneof(fc.string(), fc.integer());
  const request = fc.tuple(fc.maxSafeInteger(), fc.array(part, { maxLength: 4 }));
  fc.assert(
    fc.property(request, request, ([seed, purpose], [otherSeed, otherPurpose]) => {
      const same = JSON.stringify([seed, purpose]) === JSON.stringify([otherSeed, otherPurpose]);
      const keys = [deriveKey(seed, ...purpose), deriveKey(otherSeed, ...otherPurpose)];
      t.is(keys[0]!.join() === keys[1]!.join(), same);
    }),
  );
});

test('a purpose is not confused with another one that reads the same', (t) => {
  const keys = [
    deriveKey(1, 'ab', 'c'),
    deriveKey(1, 'a', 'bc'),
    deriveKey(1, '2'),
    deriveKey(1, 2),
    deriveKey(12),
  ];
  t.is(new Set(keys.map(String)).size, keys.length);
});

test('numbers that floats cannot tell apart are refused', (t) => {
  t.throws(() => deriveKey(2 ** 53), { instanceOf: RangeError });
  t.throws(() => deriveKey(1, 'epoch', 0.5), { instanceOf: RangeError });
});
