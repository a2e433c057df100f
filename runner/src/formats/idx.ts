import { TensorFileError } from './errors.ts';
import { readTensorFile } from './read-tensor-file.ts';

/** An array of unsigned bytes in C order. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;

/**
 * Decodes MNIST's IDX format (unsigned bytes only): two zero bytes, type, number of axes, big-endian sizes, data.
 * @param path only for error messages
 * @throws TensorFileError IDX_INVALID
 */
export function decodeIdx(bytes: Uint8Array, path: string): IdxArray {
  const invalid = (problem: string): TensorFileError =>
    new TensorFileError('IDX_INVALID', path, problem, { hint: 'Remove the file and download it again.' });
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) {
    throw invalid('is not an IDX file (it must begin with two zero bytes; is it still gzipped?)');
  }
  if (bytes[2] !== UNSIGNED_BYTE)
    throw invalid(`has element type 0x${bytes[2]!.toString(16)}, expected 0x8 (unsigned byte)`);
  const rank = bytes[3]!;
  const dataOffset = 4 + 4 * rank;
  if (rank === 0 || bytes.length < dataOffset) throw invalid('ends inside its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, size) => product * size, 1);
  if (bytes.length - dataOffset !== count) {
    throw invalid(
      `has ${bytes.length - dataOffset} bytes of data where shape (${shape.join(', ')}) needs ${count}`,
    );
  }
  return { shape, data: new Uint8Array(bytes.subarray(dataOffset)) };
}

/** Encodes unsigned bytes as IDX. @throws RangeError when data and shape do not fit */
export function encodeIdx({ shape, data }: IdxArray): Uint8Array<ArrayBuffer> {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length) {
    throw new RangeError(`Expected ${count} elements for shape (${shape.join(', ')}), got ${data.length}`);
  }
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, UNSIGNED_BYTE, shape.length]);
  shape.forEach((size, axis) => {
    view.setUint32(4 + 4 * axis, size);
  });
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}

/** Reads an IDX file. @throws TensorFileError TENSOR_FILE_UNREADABLE, IDX_INVALID */
export async function readIdx(path: string): Promise<IdxArray> {
  return decodeIdx(await readTensorFile(path), path);
}
