import type { LogProbabilities } from './log-probabilities.ts';

/**
 * Entropy −Σ p log p of each example's predicted distribution, in nats, from 0 to log(classes). For the mean prediction over
 * posterior samples this is H(mean p), the total uncertainty; for the prediction of one sample it is H(p) of that sample.
 */
export function predictiveEntropies({ values, classes }: LogProbabilities): Float64Array {
  const entropies = new Float64Array(values.length / classes);
  for (let example = 0; example < entropies.length; example++) {
    let entropy = 0;
    for (let c = 0; c < classes; c++) {
      const logProbability = values[example * classes + c]!;
      // p log p tends to 0 as p does, but 0 · −∞ would be NaN.
      if (logProbability > -Infinity) entropy -= Math.exp(logProbability) * logProbability;
    }
    entropies[example] = Math.max(0, entropy);
  }
  return entropies;
}
