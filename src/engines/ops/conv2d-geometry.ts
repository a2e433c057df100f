/**
 * Sizes of a convolution. Images are [batch, height, width, inChannels], the filter is
 * [size, size, inChannels, outChannels], the result and its gradient dy are [batch, outHeight, outWidth, outChannels].
 */
export interface ConvGeometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inChannels: number;
  /** Height and width of the filter. */
  readonly size: number;
  readonly outChannels: number;
  /** Pixels between neighbouring windows, in both directions. */
  readonly stride: number;
  /** Rows and columns of zeros that are added on each of the four sides. */
  readonly pad: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/**
 * The sizes of a convolution, from the shapes of its operands.
 * @param xShape [batch, height, width, inChannels]
 * @param filterShape [size, size, inChannels, outChannels]
 * @throws RangeError when the shapes do not fit together, or when the stride skips pixels
 */
export function describeConvolution(
  xShape: readonly number[],
  filterShape: readonly number[],
  stride: number,
  pad: number,
): ConvGeometry {
  const [batch = 0, height = 0, width = 0, inChannels = 0] = xShape;
  const [size = 0, sizeAcross, filterChannels, outChannels = 0] = filterShape;
  if (
    xShape.length !== 4 ||
    filterShape.length !== 4 ||
    size !== sizeAcross ||
    inChannels !== filterChannels
  ) {
    throw new RangeError(
      `Expected images [batch, height, width, inChannels] and a filter [size, size, inChannels, outChannels], got [${xShape.join(', ')}] and [${filterShape.join(', ')}].`,
    );
  }
  // There TensorFlow 2.15's filter gradient writes outside its memory (found with MALLOC_CHECK_=3).
  if (size < stride) {
    throw new RangeError(
      `A filter of ${size}×${size} with stride ${stride} is not supported: make the stride ${size} at most.`,
    );
  }
  const outHeight = Math.floor((height + 2 * pad - size) / stride) + 1;
  const outWidth = Math.floor((width + 2 * pad - size) / stride) + 1;
  if (!(outHeight > 0 && outWidth > 0)) {
    throw new RangeError(`A filter of ${size}×${size} does not fit into ${height}×${width} with pad ${pad}.`);
  }
  return { batch, height, width, inChannels, size, outChannels, stride, pad, outHeight, outWidth };
}
