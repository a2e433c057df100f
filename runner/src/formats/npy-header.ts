import { TensorFileError } from './errors.ts';
import { isZip } from './read-tensor-file.ts';

export interface NpyHeader {
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  readonly dataOffset: number;
}

/** NumPy's own headers are far smaller. */
const MAX_HEADER_BYTES = 1 << 20;
const MAX_AXES = 64;

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/**
 * Reads the header, a Python dict literal with exactly the keys descr, fortran_order and shape, in any order.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @throws TensorFileError NPY_INVALID, NPY_UNSUPPORTED
 */
export function parseNpyHeader(bytes: Uint8Array, path: string): NpyHeader {
  const invalid = (problem: string): TensorFileError =>
    new TensorFileError('NPY_INVALID', path, problem, { hint: 'Write it with numpy.save.' });
  if (isZip(bytes)) throw invalid('is a zip archive, as numpy.savez writes, not a .npy file');
  if (bytes.length < 10 || MAGIC.some((byte, index) => bytes[index] !== byte)) {
    throw invalid('is not a .npy file (magic bytes missing)');
  }
  const major = bytes[6]!;
  if (major < 1 || major > 3) throw invalid(`has .npy format version ${major}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const textOffset = major === 1 ? 10 : 12;
  if (bytes.length < textOffset) throw invalid('ends inside its header');
  const headerLength = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const dataOffset = textOffset + headerLength;
  if (dataOffset > bytes.length) throw invalid('ends inside its header');
  if (headerLength > MAX_HEADER_BYTES) throw invalid(`has a header of ${headerLength} bytes`);
  const text = Buffer.from(bytes.subarray(textOffset, dataOffset)).toString(major === 3 ? 'utf8' : 'latin1');

  const dict = /^\{(.*)\}\s*$/s.exec(text.trimEnd());
  if (dict === null) throw invalid('has a malformed header');
  const entries = new Map<string, string>();
  let rest = dict[1]!.trim();
  while (rest !== '') {
    const entry =
      /^'(descr|fortran_order|shape)'\s*:\s*('[^']*'|True|False|\(\s*(?:\d+\s*,\s*)*(?:\d+\s*)?\))\s*(?:,\s*|$)/.exec(
        rest,
      );
    if (entry === null || entries.has(entry[1]!)) {
      if (/^'descr'\s*:\s*\[/.test(rest)) {
        throw new TensorFileError('NPY_UNSUPPORTED', path, 'holds a structured array', {
          hint: 'Save a plain numeric array.',
        });
      }
      throw invalid('has a malformed header');
    }
    entries.set(entry[1]!, entry[2]!);
    rest = rest.slice(entry[0].length);
  }
  const descr = entries.get('descr');
  const fortran = entries.get('fortran_order');
  const shapeText = entries.get('shape');
  if (
    !descr?.startsWith("'") ||
    !(fortran === 'True' || fortran === 'False') ||
    !shapeText?.startsWith('(')
  ) {
    throw invalid('has a malformed header');
  }
  const shape = shapeText.match(/\d+/g)?.map(Number) ?? [];
  if (shape.length > MAX_AXES) throw invalid(`has ${shape.length} axes`);
  if (
    !shape.every(Number.isSafeInteger) ||
    !Number.isSafeInteger(shape.reduce((product, size) => product * size, 1))
  ) {
    throw invalid(`has an impossible shape (${shape.join(', ')})`);
  }
  return { descr: descr.slice(1, -1), fortranOrder: fortran === 'True', shape, dataOffset };
}
