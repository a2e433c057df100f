import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { decodeIdx, encodeIdx } from '../../runner/src/formats/idx.ts';
import { decodeNpy, encodeNpy, type NpyArray } from '../../runner/src/formats/npy.ts';
import { decodeSafetensors, encodeSafetensors } from '../../runner/src/formats/safetensors.ts';
import { readUserArrays } from '../../src/datasets/read-user-arrays.ts';
import { extractZip, ZipError } from '../../src/engines/extract-zip.ts';
import { readModelFile } from '../../src/networks/model-file.ts';
import {
  assertThat,
  defineTarget,
  type FuzzTarget,
  hostileJson,
  mutateBytes,
  mutateJson,
} from './fuzz-target.ts';

const ARRAY: NpyArray = { dtype: 'float32', shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) };

/** A header as NumPy writes it, around any text. */
function npyOf(header: string, data: Uint8Array): Uint8Array {
  const text = Buffer.from(header, 'latin1');
  return Buffer.concat([
    Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 255, (text.length >> 8) & 255),
    text,
    data,
  ]);
}

const npyHeaders = fc
  .record({
    descr: fc.constantFrom(
      "'<f4'",
      "'|u1'",
      "'<i8'",
      "'>f4'",
      "'|O'",
      "[('a', '<f4')]",
      "'",
      "'\u001b[2J'",
      'None',
    ),
    order: fc.constantFrom('True', 'False', 'None', '1'),
    shape: fc.oneof(
      fc
        .array(fc.oneof(fc.nat(4), fc.constantFrom(2 ** 31, 2 ** 53, 1e30)), { maxLength: 5 })
        .map((sizes) => `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`),
      fc.constantFrom('()', '(,)', '(-1,)', '3', '(3', `(${'1, '.repeat(5000)})`, `(${'9'.repeat(400)},)`),
    ),
    end: fc.constantFrom('}', ', }', '', '}}', '} \n', `}${' '.repeat(5000)}x`),
  })
  .map(
    ({ descr, order, shape, end }) =>
      `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}${end}`,
  );

const npyBytes = fc.oneof(
  mutateBytes(encodeNpy(ARRAY)),
  fc.tuple(npyHeaders, fc.uint8Array({ maxLength: 40 })).map(([header, data]) => npyOf(header, data)),
  fc.uint8Array({ maxLength: 60 }),
);

function safetensorsOf(header: unknown, data: Uint8Array, length?: bigint): Uint8Array {
  const text = Buffer.from(JSON.stringify(header) ?? '');
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(length ?? BigInt(text.length));
  return Buffer.concat([size, text, data]);
}

const HEADER = {
  __metadata__: { network: 'lenet' },
  'conv1.weight': { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
  'conv1.bias': { dtype: 'BF16', shape: [2], data_offsets: [16, 20] },
};
const safetensorsBytes = fc.oneof(
  mutateBytes(safetensorsOf(HEADER, new Uint8Array(20))),
  fc
    .tuple(mutateJson(HEADER), fc.constantFrom(0, 16, 20, 24))
    .map(([header, size]) => safetensorsOf(header, new Uint8Array(size))),
  fc
    .tuple(hostileJson, fc.bigInt(0n, 2n ** 64n - 1n))
    .map(([header, length]) => safetensorsOf(header, new Uint8Array(4), length)),
);

function zipOf(name: string, content: Uint8Array, claimedSize: number): Uint8Array {
  const data = deflateRawSync(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(claimedSize, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), data]);
  const entry = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(entry.length, 8);
  end.writeUInt32LE(file.length, 12);
  return Buffer.concat([file, entry, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const zips = fc.oneof(
  mutateBytes(zipOf('folder/file', Buffer.from('content'), 7)),
  fc
    .record({
      name: fc.constantFrom('../up', '/etc/x', 'a/../../b', 'a\\..\\b', 'a\0b', '.', 'x'.repeat(300), 'ok'),
      size: fc.constantFrom(0, 5, 1 << 20),
      lie: fc.constantFrom(0, 1, 2 ** 31),
    })
    .map(({ name, size, lie }) => zipOf(name, new Uint8Array(size), lie || size)),
);

/** Targets that read tensors and archives, in a folder of their own. */
export function createTensorTargets(): { targets: FuzzTarget[]; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-tensors-'));
  const write = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const targets = [
    defineTarget('npy', npyBytes, (bytes) => {
      const array = decodeNpy(bytes, 'x.npy');
      const again = decodeNpy(encodeNpy(array), 'y.npy');
      assertThat(
        Buffer.from(again.data.buffer).equals(Buffer.from(array.data.buffer)),
        'decode(encode(array)) = array',
      );
    }),
    defineTarget(
      'idx',
      fc.oneof(
        mutateBytes(encodeIdx({ shape: [2, 3], data: new Uint8Array(6) })),
        fc.uint8Array({ maxLength: 300 }),
      ),
      (bytes) => {
        const array = decodeIdx(bytes, 'x');
        assertThat(Buffer.from(encodeIdx(array)).equals(Buffer.from(bytes)), 'encode(decode(bytes)) = bytes');
      },
    ),
    defineTarget('safetensors', safetensorsBytes, (bytes) => {
      const weights = decodeSafetensors(bytes, 'x');
      const again = decodeSafetensors(encodeSafetensors(weights), 'y');
      assertThat(again.tensors.size === weights.tensors.size, 'decode(encode(weights)) has the same tensors');
      for (const [name, { shape }] of weights.tensors)
        assertThat(
          JSON.stringify(again.tensors.get(name)?.shape) === JSON.stringify(shape),
          `${name} keeps its shape`,
        );
    }),
    defineTarget(
      'weights',
      fc.tuple(safetensorsBytes, fc.constantFrom(undefined, 'lenet', 'toString', '__proto__')),
      ([bytes, network]) => readModelFile(write('model.safetensors', bytes), network),
    ),
    defineTarget('arrays', fc.tuple(npyBytes, npyBytes), ([images, labels]) => {
      write('images.npy', images);
      write('labels.npy', labels);
      return readUserArrays(folder);
    }),
    defineTarget('zip', zips, async (bytes) => {
      const names = await extractZip(write('x.zip', bytes), join(folder, 'unzipped'), () => true).catch(
        (error: unknown) => {
          // The file system's word on a name that it cannot take names that name.
          const isKnown = error instanceof ZipError || (error as NodeJS.ErrnoException).syscall !== undefined;
          if (!isKnown) throw error;
          return [];
        },
      );
      assertThat(
        names.every((name) => !name.split('/').includes('..')),
        'nothing is unpacked outside',
      );
    }),
  ];
  return { targets, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
