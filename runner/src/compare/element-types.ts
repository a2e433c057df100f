import { decodeHalf } from '../formats/safetensors-dtypes.ts';

/** A type of numbers in a file, little-endian. */
export interface ElementType {
  /** numpy's name. */
  readonly name: string;
  readonly bytes: number;
  /** The numbers of a chunk, as a view or a copy. The chunk begins at the start of its buffer. */
  readonly decode: (chunk: Uint8Array) => ArrayLike<number> | ArrayLike<bigint>;
}

type ViewConstructor = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): ArrayLike<number> | ArrayLike<bigint>;
};

function viewType(name: string, View: ViewConstructor): ElementType {
  const bytes = View.BYTES_PER_ELEMENT;
  return { name, bytes, decode: (chunk) => new View(chunk.buffer, chunk.byteOffset, chunk.length / bytes) };
}

function halfType(name: string, decode: (bits: number) => number): ElementType {
  return {
    name,
    bytes: 2,
    decode: (chunk) =>
      Float64Array.from(new Uint16Array(chunk.buffer, chunk.byteOffset, chunk.length / 2), decode),
  };
}

const scratch = new DataView(new ArrayBuffer(4));

/** bfloat16 is the upper half of a float32. */
function decodeBfloat16(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

const float16 = halfType('float16', decodeHalf);
const float32 = viewType('float32', Float32Array);
const float64 = viewType('float64', Float64Array);

/** Types by the `descr` of a .npy file. */
export const NPY_TYPES: ReadonlyMap<string, ElementType> = new Map([
  ['|b1', viewType('bool', Uint8Array)],
  ['|u1', viewType('uint8', Uint8Array)],
  ['|i1', viewType('int8', Int8Array)],
  ['<u2', viewType('uint16', Uint16Array)],
  ['<i2', viewType('int16', Int16Array)],
  ['<u4', viewType('uint32', Uint32Array)],
  ['<i4', viewType('int32', Int32Array)],
  ['<u8', viewType('uint64', BigUint64Array)],
  ['<i8', viewType('int64', BigInt64Array)],
  ['<f2', float16],
  ['<f4', float32],
  ['<f8', float64],
]);

/** Types by the dtype of a safetensors file. */
export const SAFETENSORS_TYPES: ReadonlyMap<string, ElementType> = new Map([
  ['F64', float64],
  ['F32', float32],
  ['F16', float16],
  ['BF16', halfType('bfloat16', decodeBfloat16)],
]);
