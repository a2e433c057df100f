import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { TensorFileError } from '../../src/formats/errors.ts';
import { decodeNpy, encodeNpy, type NpyArray, readNpy, writeNpy } from '../../src/formats/npy.ts';
import { readSafetensors } from '../../src/formats/safetensors.ts';

const FIXTURES = 'runner/test/formats/fixtures';

/** A .npy version 1.0 file with this header dict and data. */
function makeNpy(dict: string, data: Uint8Array): Uint8Array {
  const header = `${dict}\n`;
  const bytes = new Uint8Array(10 + header.length + data.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 0xff, header.length >> 8]);
  bytes.set(Buffer.from(header), 10);
  bytes.set(data, 10 + header.length);
  return bytes;
}

test('reads what NumPy wrote', async (t) => {
  const int64 = await readNpy(`${FIXTURES}/python-int64.npy`);
  t.deepEqual(int64, { dtype: 'int64', shape: [1, 3], data: BigInt64Array.of(7n, -1n, 2n ** 40n) });
  const float64 = await readNpy(`${FIXTURES}/python-float64.npy`);
  t.deepEqual(float64, { dtype: 'float64', shape: [2], data: Float64Array.of(0.1, -2.5) });
  const uint8 = await readNpy(`${FIXTURES}/python-uint8.npy`);
  t.deepEqual(uint8, {
    dtype: 'uint8',
    shape: [2, 3, 4],
    data: Uint8Array.from({ length: 24 }, (_, i) => i),
  });
});

test('writes the bytes that NumPy writes', async (t) => {
  for (const name of ['python-int64', 'python-float64', 'python-uint8']) {
    const bytes = await readFile(`${FIXTURES}/${name}.npy`);
    t.deepEqual(Buffer.from(encodeNpy(decodeNpy(bytes, name))), bytes);
  }
});

test('an array survives writing and reading, whatever its shape', (t) => {
  const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(shapes, fc.constantFrom('uint8', 'int32', 'float32', 'float64'), (shape, dtype) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const values = Array.from({ length: count }, (_, index) => index);
      const types = { uint8: Uint8Array, int32: Int32Array, float32: Float32Array, float64: Float64Array };
      const array = { dtype, shape, data: types[dtype].from(values) } as NpyArray;
      t.deepEqual(decodeNpy(encodeNpy(array), 'x.npy'), array);
    }),
    { numRuns: 60 },
  );
});

test('a file written to disk is read back', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'npy-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const array: NpyArray = { dtype: 'float32', shape: [1, 2], data: Float32Array.of(0.5, -1) };
  await writeNpy(join(folder, 'a.npy'), array);
  t.deepEqual(await readNpy(join(folder, 'a.npy')), array);
});

const rejects = test.macro({
  title: (_, name: string) => `refuses ${name}`,
  exec: (t, _name: string, bytes: Uint8Array, code: string, message: RegExp) => {
    const error = t.throws(() => decodeNpy(bytes, 'images.npy'), { instanceOf: TensorFileError, message });
    t.is(error?.code, code);
    t.is(error?.path, 'images.npy');
    t.truthy(error?.hint);
  },
});

const good = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }";
test('reads keys in any order', (t) => {
  const bytes = makeNpy("{'shape': (2,), 'fortran_order': False, 'descr': '|u1'}", Uint8Array.of(1, 2));
  t.deepEqual(decodeNpy(bytes, 'x').shape, [2]);
});
test(rejects, 'something else', Buffer.from('PK\x03\x04 a zip file'), 'NPY_INVALID', /not a \.npy file/);
test(rejects, 'an empty file', new Uint8Array(), 'NPY_INVALID', /not a \.npy file/);
test(
  rejects,
  'a header that is cut off',
  makeNpy(good, new Uint8Array(2)).slice(0, 30),
  'NPY_INVALID',
  /ends inside its header/,
);
test(
  rejects,
  'data that is cut off',
  makeNpy(good, new Uint8Array(1)),
  'NPY_INVALID',
  /has 1 bytes of data .* needs 2/,
);
test(
  rejects,
  'data that is too long',
  makeNpy(good, new Uint8Array(3)),
  'NPY_INVALID',
  /has 3 bytes of data/,
);
test(
  rejects,
  'a header with code in it',
  makeNpy("{'descr': open('x'), 'fortran_order': False, 'shape': ()}", new Uint8Array()),
  'NPY_INVALID',
  /malformed header/,
);
test(
  rejects,
  'a header without a shape',
  makeNpy("{'descr': '|u1', 'fortran_order': False}", new Uint8Array()),
  'NPY_INVALID',
  /malformed header/,
);
test(
  rejects,
  'a shape beyond memory',
  makeNpy("{'descr': '|u1', 'fortran_order': False, 'shape': (9007199254740993,)}", new Uint8Array()),
  'NPY_INVALID',
  /impossible shape/,
);
test(
  rejects,
  'a structured array',
  makeNpy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", new Uint8Array(4)),
  'NPY_UNSUPPORTED',
  /structured array/,
);
test(
  rejects,
  'big-endian floats',
  makeNpy("{'descr': '>f4', 'fortran_order': False, 'shape': (1,)}", new Uint8Array(4)),
  'NPY_UNSUPPORTED',
  /dtype ">f4"/,
);

test('names the dtype or order it cannot read, and the file', async (t) => {
  await t.throwsAsync(readNpy(`${FIXTURES}/python-int16.npy`), {
    code: 'NPY_UNSUPPORTED',
    message: /python-int16\.npy: has dtype "<i2"/,
  });
  await t.throwsAsync(readNpy(`${FIXTURES}/python-fortran.npy`), {
    code: 'NPY_UNSUPPORTED',
    message: /Fortran order/,
  });
  await t.throwsAsync(readNpy('no-such-file.npy'), {
    code: 'TENSOR_FILE_UNREADABLE',
    message: /no-such-file\.npy/,
  });
});

test('a header of .npy version 2 is read', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'npy-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const text = Buffer.from(`${good}\n`);
  const bytes = Buffer.concat([
    Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, text.length, 0, 0, 0]),
    text,
    Buffer.from([8, 9]),
  ]);
  await writeFile(join(folder, 'v2.npy'), bytes);
  t.deepEqual((await readNpy(join(folder, 'v2.npy'))).data, Uint8Array.of(8, 9));
});

test('an .npz archive is refused as what it is', (t) => {
  const error = t.throws(() => decodeNpy(Buffer.from('PK\x03\x04 and more'), 'images.npy'), {
    instanceOf: TensorFileError,
    code: 'NPY_INVALID',
  });
  t.regex(error.message, /zip archive, as numpy\.savez/);
});

test('a Git LFS pointer in place of a file is named so, with the way out', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'npy-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const path = join(folder, 'a.npy');
  await writeFile(path, `version https://git-lfs.github.com/spec/v1\noid sha256:${'7'.repeat(64)}\nsize 9\n`);
  for (const read of [readNpy, readSafetensors]) {
    const error = await t.throwsAsync(read(path), {
      instanceOf: TensorFileError,
      message: /Git LFS pointer/,
    });
    t.regex(error?.hint ?? '', /git lfs pull/);
  }
});
