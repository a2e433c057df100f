import test from 'ava';
import fc from 'fast-check';
import { encodeNpy, type NpyArray } from '../../src/formats/npy.ts';
import { encodeSafetensors } from '../../src/formats/safetensors.ts';
import { compareOne } from './files.ts';

function floats(shape: number[], values: readonly number[]): Uint8Array {
  return encodeNpy({ dtype: 'float32', shape, data: Float32Array.from(values) });
}

test('arrays: how many elements differ, where most, and by how much in the mean', async (t) => {
  const before = floats([2, 3], [0, 1, 2, 3, 4, 5]);
  const after = floats([2, 3], [0, 1.5, 2, 3, 4, 6]);
  const difference = await compareOne(t, 'x.npy', before, after);
  t.like(difference, {
    kind: 'array',
    withinTolerance: false,
    numbers: {
      compared: 6,
      differing: 2,
      meanAbsolute: 0.25,
      largestAbsolute: { value: 1, place: '(1, 2)', before: 5, after: 6 },
      largestRelative: { value: 1 / 3, place: '(0, 1)', before: 1, after: 1.5 },
    },
  });
});

test('arrays of another shape or type are said to be so', async (t) => {
  const before = floats([2, 3], [0, 1, 2, 3, 4, 5]);
  const after = encodeNpy({ dtype: 'int32', shape: [3, 2], data: Int32Array.of(0, 1, 2, 3, 4, 5) });
  const difference = await compareOne(t, 'x.npy', before, after, {
    tolerance: { absolute: 9, relative: 9 },
  });
  t.is(difference?.summary, 'float32 (2, 3) → int32 (3, 2)');
  t.false(difference?.withinTolerance);
});

test('NaN equals NaN and nothing else; infinities equal themselves', async (t) => {
  const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
  const same = await compareOne(t, 'x.npy', floats([3], [nan, inf, 0]), floats([3], [nan, inf, -0]));
  t.is(same?.summary, 'float32 (3): the same numbers in other bytes');
  t.true(same?.withinTolerance);
  const tolerance = { absolute: 1e300, relative: 1e300 };
  const other = await compareOne(t, 'x.npy', floats([2], [nan, inf]), floats([2], [1, 1]), { tolerance });
  t.is(other?.numbers?.beyondTolerance, 2);
});

test('whole numbers beyond 2^53 are told apart', async (t) => {
  const array = (value: bigint) =>
    encodeNpy({ dtype: 'int64', shape: [1], data: BigInt64Array.of(value) } as NpyArray);
  const difference = await compareOne(t, 'x.npy', array(2n ** 60n), array(2n ** 60n + 1n));
  t.is(difference?.numbers?.largestAbsolute?.value, 1);
});

test('half and bfloat16 weights are read', async (t) => {
  const file = (dtype: string, bits: number): Uint8Array => {
    const header = Buffer.from(JSON.stringify({ w: { dtype, shape: [1], data_offsets: [0, 2] } }));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const data = Buffer.alloc(2);
    data.writeUInt16LE(bits);
    return Buffer.concat([length, header, data]);
  };
  const half = await compareOne(t, 'm.safetensors', file('F16', 0x3c00), file('F16', 0x4000));
  t.like(half?.numbers?.largestAbsolute, { before: 1, after: 2, place: 'w (0)' });
  const brain = await compareOne(t, 'm.safetensors', file('BF16', 0x3f80), file('BF16', 0xc000));
  t.like(brain?.numbers?.largestAbsolute, { before: 1, after: -2 });
});

test('weights: each tensor by itself, those added or removed, and the metadata', async (t) => {
  const weights = (tensors: Record<string, number[]>, metadata: Record<string, string>) =>
    encodeSafetensors({
      tensors: new Map(
        Object.entries(tensors).map(([name, data]) => [
          name,
          { shape: [data.length], data: Float32Array.from(data) },
        ]),
      ),
      metadata,
    });
  const difference = await compareOne(
    t,
    'model.safetensors',
    weights({ same: [1, 2], 'fc1.weight': [1, 2, 3], gone: [1], reshaped: [1] }, { network: 'lenet' }),
    weights({ same: [1, 2], 'fc1.weight': [1, 2, 5], fresh: [1], reshaped: [1, 2] }, { network: 'alexnet' }),
  );
  t.like(difference?.tensors, [
    {
      name: 'fc1.weight',
      change: 'changed',
      numbers: { largestAbsolute: { value: 2, place: '(2)' }, meanAbsolute: 2 / 3 },
    },
    { name: 'fresh', change: 'added', after: 'float32 (1)' },
    { name: 'gone', change: 'removed', before: 'float32 (1)' },
    { name: 'reshaped', change: 'changed', before: 'float32 (1)', after: 'float32 (2)' },
  ]);
  t.is(difference?.numbers?.largestAbsolute?.place, 'fc1.weight (2)');
  t.deepEqual(difference?.values, [
    { place: 'metadata network', before: 'lenet', after: 'alexnet', withinTolerance: false },
  ]);
});

test('damaged tensor files are compared as bytes', async (t) => {
  const sound = floats([3], [1, 2, 3]);
  for (const damaged of [sound.subarray(0, 100), Buffer.from('\x93NUMPY\x01\0'), Buffer.alloc(200)]) {
    const difference = await compareOne(t, 'x.npy', sound, damaged);
    t.is(difference?.kind, 'binary');
  }
  const header = Buffer.alloc(8, 0xff);
  t.is((await compareOne(t, 'm.safetensors', header, Buffer.alloc(9)))?.kind, 'binary');
});

const SHAPE = [3, 5, 7];
const values = fc.array(fc.float(), { minLength: 105, maxLength: 105 });

test('an array has no difference from itself, and which comes first does not matter', async (t) => {
  await fc.assert(
    fc.asyncProperty(values, values, async (a, b) => {
      t.is(await compareOne(t, 'x.npy', floats(SHAPE, a), floats(SHAPE, a)), undefined);
      const forth = await compareOne(t, 'x.npy', floats(SHAPE, a), floats(SHAPE, b));
      const back = await compareOne(t, 'x.npy', floats(SHAPE, b), floats(SHAPE, a));
      for (const measure of ['largestAbsolute', 'largestRelative'] as const) {
        t.is(forth?.numbers?.[measure]?.value, back?.numbers?.[measure]?.value);
        t.is(forth?.numbers?.[measure]?.place, back?.numbers?.[measure]?.place);
      }
      t.is(forth?.numbers?.meanAbsolute, back?.numbers?.meanAbsolute);
    }),
    { numRuns: 30 },
  );
});

test('an injected change is found at its index', async (t) => {
  const index = fc.tuple(fc.nat(2), fc.nat(4), fc.nat(6));
  await fc.assert(
    fc.asyncProperty(index, fc.integer({ min: 1, max: 9 }), async ([i, j, k], change) => {
      const data = Array.from({ length: 105 }, (_, position) => position);
      const changed = data.with((i * 5 + j) * 7 + k, data[(i * 5 + j) * 7 + k]! + change);
      const difference = await compareOne(t, 'x.npy', floats(SHAPE, data), floats(SHAPE, changed));
      t.like(difference?.numbers, {
        differing: 1,
        largestAbsolute: { value: change, place: `(${i}, ${j}, ${k})` },
      });
    }),
    { numRuns: 30 },
  );
});

test('chunks of a large array are joined rightly', async (t) => {
  const data = new Float32Array(700_000);
  const changed = data.slice();
  changed[262_144] = 0.5;
  changed[699_999] = 0.25;
  const difference = await compareOne(
    t,
    'x.npy',
    encodeNpy({ dtype: 'float32', shape: [700_000], data }),
    encodeNpy({ dtype: 'float32', shape: [700_000], data: changed }),
  );
  t.like(difference?.numbers, {
    compared: 700_000,
    differing: 2,
    largestAbsolute: { value: 0.5, place: '(262144)' },
  });
});
