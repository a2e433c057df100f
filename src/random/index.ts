export type { PhiloxCounter } from './counter.ts';
export { deriveKey } from './derive-key.ts';
export { drawUint32s, drawUniforms } from './draw.ts';
export { drawPermutation } from './permutation.ts';
export { type PhiloxKey, philox } from './philox.ts';
