import { drawUniforms, type PhiloxCounter, type PhiloxKey } from '../../src/random/index.ts';

/**
 * `count` numbers from N(0, 1) by Box–Muller: the engine's randomNormal within float rounding.
 * Box, Muller: "A Note on the Generation of Random Normal Deviates" (1958).
 */
export function drawNormals(count: number, key: PhiloxKey, counter: PhiloxCounter): Float32Array {
  const uniforms = drawUniforms(count + (count % 2), key, counter);
  const normals = new Float32Array(uniforms.length);
  for (let i = 0; i < uniforms.length; i += 2) {
    // TensorFlow's floor for the logarithm's argument.
    const radius = Math.sqrt(-2 * Math.log(Math.max(uniforms[i]!, 1e-7)));
    const angle = 2 * Math.PI * uniforms[i + 1]!;
    normals[i] = radius * Math.sin(angle);
    normals[i + 1] = radius * Math.cos(angle);
  }
  return normals.subarray(0, count);
}
