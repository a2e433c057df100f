/** Fixed-point weights, as in Pillow: 8 bits for the pixel, 2 for headroom, the rest of 32 for the fraction. */
const PRECISION_BITS = 32 - 8 - 2;

/** For each target pixel, the first source pixel that it is made from, and `width` weights. */
interface Taps {
  readonly width: number;
  readonly firsts: Int32Array;
  readonly weights: Int32Array;
}

/** A triangle of half-width 1 (wider when shrinking, against aliasing) around each target pixel's centre. */
function listTaps(sourceSize: number, targetSize: number): Taps {
  const scale = sourceSize / targetSize;
  const reach = Math.max(scale, 1);
  const width = Math.min(2 * Math.ceil(reach) + 1, sourceSize);
  const firsts = new Int32Array(targetSize);
  const weights = new Int32Array(targetSize * width);
  for (let target = 0; target < targetSize; target += 1) {
    const centre = (target + 0.5) * scale;
    const begin = Math.max(Math.trunc(centre - reach + 0.5), 0);
    const end = Math.min(Math.trunc(centre + reach + 0.5), sourceSize);
    const triangle = Array.from({ length: end - begin }, (_, tap) =>
      Math.max(0, 1 - Math.abs((begin + tap - centre + 0.5) / reach)),
    );
    const sum = triangle.reduce((total, weight) => total + weight, 0);
    // All source pixels are inside the line. Those beyond the triangle have weight 0.
    const first = Math.min(begin, sourceSize - width);
    firsts[target] = first;
    triangle.forEach((weight, tap) => {
      const fixed = Math.trunc((weight / sum) * 2 ** PRECISION_BITS + 0.5);
      weights[target * width + begin - first + tap] = fixed;
    });
  }
  return { width, firsts, weights };
}

/** Resizes the middle axis of [outer, sourceSize, inner]; the result is rounded to bytes. */
function resizeAxis(
  data: Uint8Array,
  [outer, sourceSize, inner]: readonly [number, number, number],
  targetSize: number,
): Uint8Array {
  const { width, firsts, weights } = listTaps(sourceSize, targetSize);
  const result = new Uint8Array(outer * targetSize * inner);
  let position = 0;
  for (let block = 0; block < outer; block += 1) {
    for (let target = 0; target < targetSize; target += 1) {
      const first = (block * sourceSize + firsts[target]!) * inner;
      for (let offset = 0; offset < inner; offset += 1) {
        let sum = 1 << (PRECISION_BITS - 1);
        for (let tap = 0; tap < width; tap += 1) {
          sum += data[first + tap * inner + offset]! * weights[target * width + tap]!;
        }
        result[position] = Math.min(sum >> PRECISION_BITS, 255);
        position += 1;
      }
    }
  }
  return result;
}

/**
 * Bilinear resize of square byte planes, bit for bit as `torchvision.transforms.Resize` does it to a PIL image
 * (Pillow's two passes: along rows first, rounded to bytes between).
 * @param data [planes, sourceSize, sourceSize]
 * @returns [planes, targetSize, targetSize]
 */
export function resizeBilinear(
  data: Uint8Array,
  planes: number,
  sourceSize: number,
  targetSize: number,
): Uint8Array {
  if (sourceSize === targetSize) return data.slice();
  const narrow = resizeAxis(data, [planes * sourceSize, sourceSize, 1], targetSize);
  return resizeAxis(narrow, [planes, sourceSize, targetSize], targetSize);
}
