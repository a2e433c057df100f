import { readFile } from 'node:fs/promises';
import test from 'ava';
import fc from 'fast-check';
import { TensorFileError } from '../../src/formats/errors.ts';
import { decodeSafetensors, encodeSafetensors, readSafetensors } from '../../src/formats/safetensors.ts';

/** A file with any header text and data. */
function makeFile(header: unknown, data = new Uint8Array(), announced?: number): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(announced ?? text.length));
  return Uint8Array.from(Buffer.concat([length, text, data]));
}

test('reads what Python wrote, converting half, bfloat and double', async (t) => {
  const { tensors, metadata } = await readSafetensors('runner/test/formats/fixtures/python.safetensors');
  t.deepEqual([...tensors.keys()].sort(), ['a', 'b', 'c', 'd']);
  t.deepEqual(tensors.get('a'), { shape: [2], data: Float32Array.of(1.5, -2) });
  t.deepEqual(tensors.get('b'), { shape: [2, 3], data: Float32Array.of(0, 0.125, 0.25, 0.375, 0.5, 0.625) });
  t.deepEqual(tensors.get('c'), { shape: [1], data: Float32Array.of(0.1) });
  t.deepEqual(tensors.get('d'), { shape: [2], data: Float32Array.of(3, -0.15625) });
  t.is(metadata.network, 'lenet');
});

test("writes the bytes that the format's own Python writer writes", async (t) => {
  const bytes = await readFile('runner/test/formats/fixtures/python-f32.safetensors');
  t.deepEqual(Buffer.from(encodeSafetensors(decodeSafetensors(bytes, 'x'))), bytes);
});

test('half precision: subnormals, infinities and NaN', (t) => {
  const halves = Uint16Array.of(0x0001, 0x7c00, 0xfc00, 0x7e00, 0x3555);
  const bytes = makeFile(
    { h: { dtype: 'F16', shape: [5], data_offsets: [0, 10] } },
    new Uint8Array(halves.buffer),
  );
  const { data } = decodeSafetensors(bytes, 'x').tensors.get('h')!;
  t.deepEqual(data, Float32Array.of(2 ** -24, Infinity, -Infinity, NaN, 0.333251953125));
});

test('tensors survive writing and reading, to the bit', (t) => {
  const floats = fc.float32Array({ minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z0-9._]{1,8}$/), floats, { maxKeys: 5 }), (content) => {
      const tensors = new Map(
        Object.entries(content).map(([name, data]) => [name, { shape: [data.length], data }]),
      );
      const decoded = decodeSafetensors(encodeSafetensors({ tensors, metadata: { format: 'pt' } }), 'x');
      t.deepEqual(new Map([...decoded.tensors].sort()), new Map([...tensors].sort()));
      t.is(decoded.metadata.format, 'pt');
    }),
    { numRuns: 60 },
  );
});

test('the order of tensors and metadata does not change the bytes', (t) => {
  const a = { shape: [1], data: Float32Array.of(1) };
  const b = { shape: [2], data: Float32Array.of(2, 3) };
  const one = encodeSafetensors({
    tensors: new Map([
      ['a', a],
      ['b', b],
    ]),
    metadata: { x: '1', y: '2' },
  });
  const two = encodeSafetensors({
    tensors: new Map([
      ['b', b],
      ['a', a],
    ]),
    metadata: { y: '2', x: '1' },
  });
  t.deepEqual(one, two);
});

test('data begins at a multiple of 8 bytes, as the reader in Rust wants it', (t) => {
  const bytes = encodeSafetensors({
    tensors: new Map([['ab', { shape: [1], data: Float32Array.of(1) }]]),
    metadata: {},
  });
  t.is(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8, 0);
});

const entry = (change: object): object => ({
  w: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...change },
});
const cases: readonly [string, Uint8Array, string, RegExp][] = [
  ['a file of a few bytes', Uint8Array.of(1, 2), 'SAFETENSORS_INVALID', /too short/],
  [
    'a header longer than the file',
    makeFile({}, new Uint8Array(), 5000),
    'SAFETENSORS_INVALID',
    /header of 5000 bytes/,
  ],
  [
    'a header beyond all bounds',
    makeFile('{}', new Uint8Array(), 2 ** 52),
    'SAFETENSORS_INVALID',
    /announces a header/,
  ],
  ['a header that is not JSON', makeFile('{"w": '), 'SAFETENSORS_INVALID', /not JSON/],
  ['a header that is a list', makeFile([]), 'SAFETENSORS_INVALID', /not an object/],
  [
    'a tensor without a shape',
    makeFile(entry({ shape: undefined }), new Uint8Array(4)),
    'SAFETENSORS_INVALID',
    /malformed entry for w/,
  ],
  [
    'a negative size',
    makeFile(entry({ shape: [-1] }), new Uint8Array(4)),
    'SAFETENSORS_INVALID',
    /malformed entry for w/,
  ],
  [
    'offsets that do not fit the shape',
    makeFile(entry({ data_offsets: [0, 8] }), new Uint8Array(8)),
    'SAFETENSORS_INVALID',
    /gives w 8 bytes/,
  ],
  [
    'a gap',
    makeFile(entry({ data_offsets: [4, 8] }), new Uint8Array(8)),
    'SAFETENSORS_INVALID',
    /gap or overlap before tensor w/,
  ],
  [
    'data that is cut off',
    makeFile(entry({}), new Uint8Array(3)),
    'SAFETENSORS_INVALID',
    /has 3 bytes of data/,
  ],
  [
    'data after the last tensor',
    makeFile(entry({}), new Uint8Array(5)),
    'SAFETENSORS_INVALID',
    /has 5 bytes of data/,
  ],
  ['integers', makeFile(entry({ dtype: 'I32' }), new Uint8Array(4)), 'SAFETENSORS_UNSUPPORTED', /dtype I32/],
  ['metadata that is no text', makeFile({ __metadata__: { a: 1 } }), 'SAFETENSORS_INVALID', /metadata/],
];
for (const [name, bytes, code, message] of cases) {
  test(`refuses ${name}`, (t) => {
    const error = t.throws(() => decodeSafetensors(bytes, 'model.safetensors'), {
      instanceOf: TensorFileError,
      message,
    });
    t.is(error?.code, code);
    t.true(error?.message.startsWith('model.safetensors: '));
  });
}

test('a pickled PyTorch file is refused with a way out', async (t) => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from('{"a": [1, 2, 3]}')]);
  const error = t.throws(() => decodeSafetensors(zip, 'model.pt'), { instanceOf: TensorFileError });
  t.regex(error?.message ?? '', /zip archive, as torch\.save/);
  t.regex(error?.hint ?? '', /safetensors\.torch\.save_file/);
});

test('metadata of null is no metadata', (t) => {
  const file = makeFile({ __metadata__: null, ...entry({}) }, new Uint8Array(4));
  const { metadata, tensors } = decodeSafetensors(file, 'model.safetensors');
  t.deepEqual(metadata, {});
  t.deepEqual([...tensors.keys()], ['w']);
});

for (const [number, isKept] of [
  [3e38, true],
  [-3e38, true],
  [Number.POSITIVE_INFINITY, true],
  [Number.NaN, true],
  [1e39, false],
  [-1e300, false],
] as const) {
  test(`${number} in float64 weights is ${isKept ? 'read' : 'refused, by name and number'}`, (t) => {
    const data = new Uint8Array(Float64Array.of(1, number).buffer);
    const file = makeFile(entry({ dtype: 'F64', shape: [2], data_offsets: [0, 16] }), data);
    if (isKept) t.is(decodeSafetensors(file, 'm').tensors.get('w')?.data[1], Math.fround(number));
    else {
      const error = t.throws(() => decodeSafetensors(file, 'm'), { instanceOf: TensorFileError });
      t.is(error?.code, 'SAFETENSORS_UNSUPPORTED');
      t.true(error?.message.includes(`${number} in tensor w, beyond the range of float32`));
    }
  });
}
