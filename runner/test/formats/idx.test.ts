import test from 'ava';
import { TensorFileError } from '../../src/formats/errors.ts';
import { decodeIdx, encodeIdx } from '../../src/formats/idx.ts';

test('reads the format as MNIST documents it: big-endian sizes', (t) => {
  const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
  t.deepEqual(decodeIdx(bytes, 'x'), { shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
});

test('what is written is read back', (t) => {
  const array = { shape: [300, 2, 1], data: Uint8Array.from({ length: 600 }, (_, i) => i % 251) };
  t.deepEqual(decodeIdx(encodeIdx(array), 'x'), array);
});

const cases: readonly [string, Uint8Array, RegExp][] = [
  ['a file that is still gzipped', Uint8Array.of(0x1f, 0x8b, 8, 0, 0), /still gzipped/],
  ['floats', Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0), /element type 0xd/],
  ['a header that is cut off', Uint8Array.of(0, 0, 8, 3, 0, 0), /ends inside its header/],
  [
    'data that is cut off',
    Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 1, 2),
    /has 2 bytes of data where shape \(3\) needs 3/,
  ],
];
for (const [name, bytes, message] of cases) {
  test(`refuses ${name}`, (t) => {
    const error = t.throws(() => decodeIdx(bytes, 'images'), { instanceOf: TensorFileError, message });
    t.is(error?.code, 'IDX_INVALID');
  });
}
