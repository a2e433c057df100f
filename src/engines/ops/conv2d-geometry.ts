/** Sizes of a convolution, NHWC; filters are square. */
export interface ConvGeometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inChannels: number;
  /** Height and width of the filter. */
  readonly size: number;
  readonly outChannels: number;
  readonly stride: number;
  /** Zeros on each side. */
  readonly pad: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** @throws RangeError when the shapes do not fit, or when the stride skips over pixels */
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
  // TensorFlow 2.15's filter gradient writes beside its memory there (found with MALLOC_CHECK_=3).
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
