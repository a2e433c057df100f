import { type PhiloxCounter, toWords } from './counter.ts';
import { type PhiloxKey, philox } from './philox.ts';

/** `count` unsigned 32-bit integers; number j comes from block counter.block + ⌊j / 4⌋, word j mod 4. */
export function drawUint32s(count: number, key: PhiloxKey, counter: PhiloxCounter): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let start = 0; start < count; start += 4) {
    const words = philox(toWords({ ...counter, block: counter.block + start / 4 }), key);
    numbers.set(words.slice(0, count - start), start);
  }
  return numbers;
}

/** `count` numbers from U[0, 1), multiples of 2⁻²³, with the same bits as the engine's randomUniform. */
export function drawUniforms(count: number, key: PhiloxKey, counter: PhiloxCounter): Float32Array {
  return Float32Array.from(drawUint32s(count, key, counter), toUniform);
}

/** The low 23 bits as a fraction, as TensorFlow uses them for the mantissa of a float. */
function toUniform(word: number): number {
  return (word & 0x7fffff) / 2 ** 23;
}
