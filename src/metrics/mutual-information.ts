import { MetricArgumentError } from './argument-error.ts';
import type { LogProbabilities } from './log-probabilities.ts';
import { predictiveEntropies } from './predictive-entropy.ts';

/**
 * Mutual information between prediction and weights for each example, H(mean p) − mean H(p) in nats. It says how much the
 * posterior samples disagree (Houlsby et al. 2011, "Bayesian active learning", eq. 1).
 * @param mean predictions averaged over samples
 * @param expectedEntropies mean over samples of each example's entropy
 * @throws MetricArgumentError when the two differ in their number of examples
 */
export function mutualInformation(
  mean: LogProbabilities,
  expectedEntropies: ArrayLike<number>,
): Float64Array {
  const entropies = predictiveEntropies(mean);
  if (entropies.length !== expectedEntropies.length) {
    throw new MetricArgumentError(
      `Expected as many expected entropies as examples, got ${expectedEntropies.length} and ${entropies.length}`,
    );
  }
  // It cannot be negative because entropy is concave; only rounding can make it so where the samples agree.
  return entropies.map((entropy, example) => Math.max(0, entropy - expectedEntropies[example]!));
}
