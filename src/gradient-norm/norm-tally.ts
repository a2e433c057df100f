import type { GradientNormRow } from '../generated/artifacts/norms.ts';
import { estimateMeanOfMany } from '../statistics/normal-interval.ts';

/** Columns of norms.csv, in order. */
export const normColumns = [
  'dataset',
  'model',
  'network',
  'bayesian',
  'seed',
  'samples',
  'l2Mean',
  'l2Low',
  'l2High',
  'linfMean',
  'linfLow',
  'linfHigh',
  'signalShare',
  'zeroShare',
  'count',
] as const satisfies readonly (keyof GradientNormRow)[];

/** What was measured of one model with one number of samples. */
export type GradientNorms = Omit<GradientNormRow, 'dataset' | 'model' | 'network' | 'bayesian' | 'seed'>;

/** Collects the norms of all images for one number of samples. */
export interface NormTally {
  readonly samples: number;
  /**
   * Adds one image.
   * @param l2 Euclidean norm of the averaged gradient
   * @param linf largest absolute component of the averaged gradient
   * @param meanSquare squared Euclidean norm of one sample's gradient, averaged over the samples
   */
  add(l2: number, linf: number, meanSquare: number): void;
  summarize(): GradientNorms;
}

/**
 * Creates an empty tally for averages over K samples. The intervals it gives are normal intervals over images.
 *
 * Let g be the expected gradient, Σ the covariance of one sample's gradient, ĝ_K the average of K gradients, and m the
 * mean of ‖∇ₖ‖² over the samples. Then E‖ĝ_K‖² = ‖g‖² + tr Σ / K, and (K·‖ĝ_K‖² − m) / (K − 1) estimates ‖g‖² without
 * bias. `signalShare` is √(mean of that estimate / mean of m), both means over images. It is 1 where all samples have the
 * same gradient, and 0 where their gradients cancel.
 */
export function createNormTally(samples: number): NormTally {
  const norms: { readonly l2: number; readonly linf: number }[] = [];
  let [squares, singleSquares] = [0, 0];
  return {
    samples,
    add(l2, linf, meanSquare) {
      norms.push({ l2, linf });
      squares += l2 ** 2;
      singleSquares += meanSquare;
    },
    summarize() {
      const [l2, linf] = (['l2', 'linf'] as const).map((norm) =>
        estimateMeanOfMany(norms.map((image) => image[norm])),
      );
      return {
        samples,
        l2Mean: l2!.value,
        l2Low: l2!.low,
        l2High: l2!.high,
        linfMean: linf!.value,
        linfLow: linf!.low,
        linfHigh: linf!.high,
        signalShare:
          samples === 1 || singleSquares === 0
            ? null
            : Math.sqrt(Math.max(0, samples * squares - singleSquares) / ((samples - 1) * singleSquares)),
        zeroShare: norms.filter((image) => image.linf === 0).length / norms.length,
        count: norms.length,
      };
    },
  };
}
