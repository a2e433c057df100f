import type { GradientNormRow } from '../../generated/artifacts/norms.ts';
import { mean } from '../../statistics/mean.ts';
import { Z_95 } from '../../statistics/normal-quantile.ts';

/** What is measured of one model with one number of samples. */
export type GradientNorms = Omit<GradientNormRow, 'dataset' | 'model' | 'network' | 'bayesian' | 'seed'>;

/** Norms of one number of samples, image by image. */
export interface NormTally {
  readonly samples: number;
  /**
   * @param l2 Euclidean norm of the averaged gradient
   * @param linf its largest component
   * @param meanSquare mean over samples of the squared Euclidean norm of one sample's gradient
   */
  add(l2: number, linf: number, meanSquare: number): void;
  summarise(): GradientNorms;
}

/**
 * Collects the norms of averages over K samples. Intervals are normal ones over images.
 *
 * The average of K gradients has E‖ĝ_K‖² = ‖g‖² + tr Σ / K with g the expected gradient and Σ the covariance of one
 * sample's; with m = mean ‖∇ₖ‖² this gives ‖g‖² without bias as (K·‖ĝ_K‖² − m) / (K − 1). `signalShare` is the root
 * of its mean over images beside that of m: 1 where samples agree, 0 where their gradients cancel.
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
    summarise() {
      const [l2, linf] = (['l2', 'linf'] as const).map((norm) => estimate(norms.map((image) => image[norm])));
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

function estimate(values: readonly number[]) {
  const value = mean(values);
  const variance = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / Math.max(1, values.length - 1);
  const half = Z_95 * Math.sqrt(variance / values.length);
  return { value, low: Math.max(0, value - half), high: value + half };
}
