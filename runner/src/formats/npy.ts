import { writeFile } from 'node:fs/promises';
import { TensorFileError } from './errors.ts';
import { parseNpyHeader } from './npy-header.ts';
import { readTensorFile } from './read-tensor-file.ts';

/** The element types that can be read and written, all little-endian in the file. */
interface NpyTypes {
  uint8: Uint8Array;
  int32: Int32Array;
  int64: BigInt64Array;
  float32: Float32Array;
  float64: Float64Array;
}
type NpyDtype = keyof NpyTypes;

/** An n-dimensional array in C order (last axis fastest). */
export type NpyArray = {
  [D in NpyDtype]: { readonly dtype: D; readonly shape: readonly number[]; readonly data: NpyTypes[D] };
}[NpyDtype];

const DESCRIPTORS: Record<NpyDtype, string> = {
  uint8: '|u1',
  int32: '<i4',
  int64: '<i8',
  float32: '<f4',
  float64: '<f8',
};
const DTYPES = new Map(Object.entries(DESCRIPTORS).map(([dtype, descr]) => [descr, dtype as NpyDtype]));
const CONSTRUCTORS = {
  uint8: Uint8Array,
  int32: Int32Array,
  int64: BigInt64Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/**
 * Decodes a .npy file (versions 1 to 3).
 * @param path only for error messages
 * @throws TensorFileError NPY_INVALID (not a well-formed file), NPY_UNSUPPORTED (a dtype or an order that we do not read)
 */
export function decodeNpy(bytes: Uint8Array, path: string): NpyArray {
  const header = parseNpyHeader(bytes, path);
  const dtype = DTYPES.get(header.descr === '<u1' ? '|u1' : header.descr);
  if (dtype === undefined) {
    throw new TensorFileError(
      'NPY_UNSUPPORTED',
      path,
      `has dtype ${JSON.stringify(header.descr.slice(0, 40))}`,
      {
        hint: `Save it as one of ${Object.keys(DESCRIPTORS).join(', ')} (little-endian), for instance array.astype('float32').`,
      },
    );
  }
  // With one axis or none, both orders are the same.
  if (header.fortranOrder && header.shape.filter((size) => size !== 1).length > 1) {
    throw new TensorFileError('NPY_UNSUPPORTED', path, 'is in Fortran order', {
      hint: 'Save numpy.ascontiguousarray(array).',
    });
  }
  const count = header.shape.reduce((product, size) => product * size, 1);
  const elementBytes = CONSTRUCTORS[dtype].BYTES_PER_ELEMENT;
  const found = bytes.byteLength - header.dataOffset;
  if (found !== count * elementBytes) {
    throw new TensorFileError(
      'NPY_INVALID',
      path,
      `has ${found} bytes of data where shape (${header.shape.join(', ')}) of ${dtype} needs ${count * elementBytes}`,
      { hint: 'The file is truncated or damaged; make it again.' },
    );
  }
  // A copy, aligned for any element type.
  const { buffer } = new Uint8Array(bytes.subarray(header.dataOffset));
  return { dtype, shape: header.shape, data: new CONSTRUCTORS[dtype](buffer) } as NpyArray;
}

/**
 * Encodes an array as .npy version 1.0, with the same bytes as `numpy.save`.
 * @throws RangeError when data and shape do not fit
 */
export function encodeNpy(array: NpyArray): Uint8Array<ArrayBuffer> {
  const { dtype, shape, data } = array;
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length) {
    throw new RangeError(`Expected ${count} elements for shape (${shape.join(', ')}), got ${data.length}`);
  }
  const shapeText = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${DESCRIPTORS[dtype]}', 'fortran_order': False, 'shape': ${shapeText}, }`;
  // Magic, version and length take 10 bytes; data starts at a multiple of 64.
  const headerLength = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const bytes = new Uint8Array(10 + headerLength + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, headerLength & 0xff, headerLength >> 8]);
  bytes.set(Buffer.from(`${text.padEnd(headerLength - 1)}\n`, 'latin1'), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + headerLength);
  return bytes;
}

/**
 * Reads a .npy file.
 * @throws TensorFileError TENSOR_FILE_UNREADABLE, NPY_INVALID, NPY_UNSUPPORTED
 */
export async function readNpy(path: string): Promise<NpyArray> {
  return decodeNpy(await readTensorFile(path), path);
}

/** Writes a .npy file. The same array always gives the same bytes. */
export async function writeNpy(path: string, array: NpyArray): Promise<void> {
  await writeFile(path, encodeNpy(array));
}
