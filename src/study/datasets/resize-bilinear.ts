/** Fixed-point weights, as in Pillow: 8 bits for the pixel, 2 for headroom, the rest of 32 for the fraction. */
const PRECISION_BITS = 32 - 8 - 2;

interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/** The source pixels and weights of each target pixel: a triangle of half-width 1 around its centre. */
function listTaps(sourceSize: number, targetSize: number): Taps[] {
  const scale = sourceSize / targetSize;
  // Downscaling widens the triangle (antialiasing).
  const width = Math.max(scale, 1);
  return Array.from({ length: targetSize }, (_, target) => {
    const centre = (target + 0.5) * scale;
    const first = Math.max(Math.trunc(centre - width + 0.5), 0);
    const end = Math.min(Math.trunc(centre + width + 0.5), sourceSize);
    const triangle = Array.from({ length: end - first }, (__, tap) =>
      Math.max(0, 1 - Math.abs((first + tap - centre + 0.5) / width)),
    );
    const sum = triangle.reduce((total, weight) => total + weight, 0);
    return {
      first,
      weights: triangle.map((weight) => Math.trunc((weight / sum) * 2 ** PRECISION_BITS + 0.5)),
    };
  });
}

/** Resizes the rows (last axis) of `lines` lines; the result is rounded to bytes. */
function resizeLines(data: Uint8Array, lines: number, sourceSize: number, targetSize: number): Uint8Array {
  const taps = listTaps(sourceSize, targetSize);
  const result = new Uint8Array(lines * targetSize);
  for (let line = 0; line < lines; line += 1) {
    for (let target = 0; target < targetSize; target += 1) {
      const { first, weights } = taps[target]!;
      let sum = 2 ** (PRECISION_BITS - 1);
      for (let tap = 0; tap < weights.length; tap += 1)
        sum += data[line * sourceSize + first + tap]! * weights[tap]!;
      result[line * targetSize + target] = Math.min(sum >> PRECISION_BITS, 255);
    }
  }
  return result;
}

function transposePlanes(data: Uint8Array, planes: number, height: number, width: number): Uint8Array {
  const result = new Uint8Array(data.length);
  for (let plane = 0; plane < planes; plane += 1) {
    const base = plane * height * width;
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        result[base + column * height + row] = data[base + row * width + column]!;
      }
    }
  }
  return result;
}

/**
 * Bilinear resize of square byte planes, bit for bit as `torchvision.transforms.Resize` does it to a PIL image
 * (Pillow's two passes: rows first, rounded to bytes between).
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
  const rows = resizeLines(data, planes * sourceSize, sourceSize, targetSize);
  const columns = transposePlanes(rows, planes, sourceSize, targetSize);
  const both = resizeLines(columns, planes * targetSize, sourceSize, targetSize);
  return transposePlanes(both, planes, targetSize, targetSize);
}
