/**
 * `count` float32 numbers in [-1, 1): the integer hash of scripts/make-torch-fixtures.py, so that fixtures need
 * not store their weights, images and noise.
 */
export function spread(count: number, phase: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => {
    let x = (Math.imul(index, 2) + Math.imul(phase, 0x9e3779b9)) >>> 0;
    for (const [shift, factor] of [
      [16, 0x7feb352d],
      [15, 0x846ca68b],
    ] as const) {
      x = Math.imul(x ^ (x >>> shift), factor) >>> 0;
    }
    x = (x ^ (x >>> 16)) >>> 0;
    return x / 2 ** 31 - 1;
  });
}
