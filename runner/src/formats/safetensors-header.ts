import { TensorFileError } from './errors.ts';
import { isZip } from './read-tensor-file.ts';
import { FLOAT_BYTES, type FloatDtype } from './safetensors-dtypes.ts';

interface SafetensorsEntry {
  readonly dtype: FloatDtype;
  readonly shape: readonly number[];
  /** Offset in bytes from the start of the data. */
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly dataOffset: number;
}

/** The limit of the reader that defines the format. */
const MAX_HEADER_BYTES = 100_000_000;

/**
 * Reads the header and checks it: sizes agree, and the tensors cover the data without gaps or overlaps.
 * @param bytes the file, or at least its header
 * @param fileBytes size of the file
 * @throws TensorFileError SAFETENSORS_INVALID, SAFETENSORS_UNSUPPORTED
 */
export function parseSafetensorsHeader(
  bytes: Uint8Array,
  path: string,
  fileBytes = bytes.length,
): SafetensorsHeader {
  const invalid = (problem: string, cause?: unknown): TensorFileError =>
    new TensorFileError('SAFETENSORS_INVALID', path, problem, {
      cause,
      hint: 'Write it with safetensors.torch.save_file(model.state_dict(), path); a pickled .pt file must be converted so.',
    });
  if (isZip(bytes)) throw invalid('is a zip archive, as torch.save writes, not a safetensors file');
  if (bytes.length < 8) throw invalid('is too short for a safetensors file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getBigUint64(0, true);
  if (headerLength > MAX_HEADER_BYTES || Number(headerLength) + 8 > bytes.length) {
    throw invalid(`announces a header of ${headerLength} bytes in a file of ${bytes.length}`);
  }
  const dataOffset = 8 + Number(headerLength);
  const header = parseObject(bytes.subarray(8, dataOffset), invalid);

  let metadata: Record<string, string> = {};
  const tensors = new Map<string, SafetensorsEntry>();
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') {
      // Some writers put null where they have none.
      if (value === null) continue;
      if (!isObject(value) || !Object.values(value).every((text) => typeof text === 'string')) {
        throw invalid('has metadata that is not a map of strings');
      }
      metadata = value as Record<string, string>;
    } else {
      tensors.set(name, checkEntry(name, value, path, invalid));
    }
  }
  checkCoverage(tensors, fileBytes - dataOffset, invalid);
  return { tensors, metadata, dataOffset };
}

type Invalid = (problem: string, cause?: unknown) => TensorFileError;

function parseObject(bytes: Uint8Array, invalid: Invalid): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw invalid('has a header that is not JSON', cause);
  }
  if (!isObject(header)) throw invalid('has a header that is not an object');
  return header;
}

function checkEntry(name: string, value: unknown, path: string, invalid: Invalid): SafetensorsEntry {
  if (!isObject(value)) throw invalid(`has a malformed entry for ${name}`);
  const { dtype, shape, data_offsets: offsets } = value;
  const isSize = (size: unknown): size is number => Number.isSafeInteger(size) && (size as number) >= 0;
  if (typeof dtype !== 'string' || !Array.isArray(shape) || !shape.every(isSize)) {
    throw invalid(`has a malformed entry for ${name}`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    throw invalid(`has malformed offsets for ${name}`);
  }
  if (!Object.hasOwn(FLOAT_BYTES, dtype)) {
    throw new TensorFileError('SAFETENSORS_UNSUPPORTED', path, `has tensor ${name} of dtype ${dtype}`, {
      hint: `Convert it to float32 (read: ${Object.keys(FLOAT_BYTES).join(', ')}).`,
    });
  }
  const [begin, end] = offsets as [number, number];
  const count = shape.reduce((product: number, size: number) => product * size, 1);
  const expected = count * FLOAT_BYTES[dtype as FloatDtype];
  if (!Number.isSafeInteger(expected) || end - begin !== expected) {
    throw invalid(
      `gives ${name} ${end - begin} bytes where shape (${shape.join(', ')}) of ${dtype} needs ${expected}`,
    );
  }
  return { dtype: dtype as FloatDtype, shape, begin, end };
}

function checkCoverage(
  tensors: ReadonlyMap<string, SafetensorsEntry>,
  dataBytes: number,
  invalid: Invalid,
): void {
  const byOffset = [...tensors].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let covered = 0;
  for (const [name, { begin, end }] of byOffset) {
    if (begin !== covered) throw invalid(`has a gap or overlap before tensor ${name}`);
    covered = end;
  }
  if (covered !== dataBytes)
    throw invalid(`has ${dataBytes} bytes of data where its tensors take ${covered}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
