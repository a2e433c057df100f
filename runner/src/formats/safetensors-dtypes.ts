/** The float types that can be converted to float32, with their sizes in bytes. */
export const FLOAT_BYTES = { F64: 8, F32: 4, F16: 2, BF16: 2 } as const;
export type FloatDtype = keyof typeof FLOAT_BYTES;

/** Converts little-endian floats to float32. */
export function decodeFloats(raw: Uint8Array, dtype: FloatDtype): Float32Array {
  // A copy, aligned for any element type.
  const { buffer } = new Uint8Array(raw);
  switch (dtype) {
    case 'F32':
      return new Float32Array(buffer);
    case 'F64':
      return Float32Array.from(new Float64Array(buffer));
    case 'F16':
      return Float32Array.from(new Uint16Array(buffer), decodeHalf);
    case 'BF16':
      // bfloat16 is the upper half of a float32.
      return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => (bits << 16) >>> 0).buffer);
  }
}

/** IEEE 754 binary16: sign, 5 exponent bits (bias 15), 10 fraction bits. */
export function decodeHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
