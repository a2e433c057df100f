import { writeFile } from 'node:fs/promises';
import { TensorFileError } from './errors.ts';
import { readTensorFile } from './read-tensor-file.ts';
import { decodeFloats, type FloatDtype } from './safetensors-dtypes.ts';
import { parseSafetensorsHeader } from './safetensors-header.ts';

/** A tensor of a safetensors file, as float32 in C order. */
export interface WeightTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Weights {
  readonly tensors: ReadonlyMap<string, WeightTensor>;
  /** Free text entries of the header's `__metadata__`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Decodes a safetensors file. F64, F16 and BF16 become float32.
 * Format: u64 header length, JSON header, data (https://github.com/huggingface/safetensors).
 * @param path only for error messages
 * @throws TensorFileError SAFETENSORS_INVALID, SAFETENSORS_UNSUPPORTED (a dtype that is not a float, a number that float32
 *   cannot hold)
 */
export function decodeSafetensors(bytes: Uint8Array, path: string): Weights {
  const header = parseSafetensorsHeader(bytes, path);
  const tensors = new Map<string, WeightTensor>();
  for (const [name, entry] of header.tensors) {
    const raw = bytes.subarray(header.dataOffset + entry.begin, header.dataOffset + entry.end);
    const data = decodeFloats(raw, entry.dtype);
    if (entry.dtype === 'F64') assertInRange(raw, data, name, path);
    tensors.set(name, { shape: entry.shape, data });
  }
  return { tensors, metadata: header.metadata };
}

/** Beyond float32's range a number would silently become infinity. @param raw little-endian float64 */
function assertInRange(raw: Uint8Array, data: Float32Array, name: string, path: string): void {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const index = data.findIndex(
    (value, i) =>
      Math.abs(value) === Number.POSITIVE_INFINITY && Number.isFinite(view.getFloat64(i * 8, true)),
  );
  if (index < 0) return;
  const number = view.getFloat64(index * 8, true);
  throw new TensorFileError(
    'SAFETENSORS_UNSUPPORTED',
    path,
    `has ${number} in tensor ${name}, beyond the range of float32 (up to 3.4e38)`,
    { hint: 'Networks compute in float32 here. Scale the weights, or look for what made them so large.' },
  );
}

/**
 * Encodes float32 tensors, sorted by name, so that equal weights give equal bytes.
 * @throws RangeError when data and shape do not fit
 */
export function encodeSafetensors(weights: Weights): Uint8Array<ArrayBuffer> {
  const names = [...weights.tensors.keys()].sort();
  const header: Record<string, unknown> = {};
  const metadata = Object.entries(weights.metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  if (metadata.length > 0) header.__metadata__ = Object.fromEntries(metadata);
  let end = 0;
  for (const name of names) {
    const { shape, data } = weights.tensors.get(name)!;
    if (shape.reduce((product, size) => product * size, 1) !== data.length) {
      throw new RangeError(`${name}: ${data.length} elements do not fill shape (${shape.join(', ')})`);
    }
    const begin = end;
    end += data.byteLength;
    header[name] = { dtype: 'F32' satisfies FloatDtype, shape, data_offsets: [begin, end] };
  }
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  // Trailing spaces align the data to 8 bytes, as the format's own writer does.
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength);
  bytes.set(text, 8);
  let offset = 8 + headerLength;
  for (const name of names) {
    const { data } = weights.tensors.get(name)!;
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}

/**
 * Reads a safetensors file.
 * @throws TensorFileError TENSOR_FILE_UNREADABLE, SAFETENSORS_INVALID, SAFETENSORS_UNSUPPORTED
 */
export async function readSafetensors(path: string): Promise<Weights> {
  return decodeSafetensors(await readTensorFile(path), path);
}

/** Writes a safetensors file of float32 tensors. */
export async function writeSafetensors(path: string, weights: Weights): Promise<void> {
  await writeFile(path, encodeSafetensors(weights));
}
