import type { LogProbabilities } from './log-probabilities.ts';

/**
 * Entropy of each example's predictive distribution, −Σ p log p in nats: total uncertainty, from 0 to log(classes).
 * Of a posterior's mean prediction it is H(mean p), of one sample's prediction that sample's H(p).
 */
export function predictiveEntropies({ values, classes }: LogProbabilities): Float64Array {
  const entropies = new Float64Array(values.length / classes);
  for (let example = 0; example < entropies.length; example++) {
    let entropy = 0;
    for (let c = 0; c < classes; c++) {
      const logProbability = values[example * classes + c]!;
      // p log p tends to 0 with p; computed as it stands, 0 · −∞ is not a number.
      if (logProbability > -Infinity) entropy -= Math.exp(logProbability) * logProbability;
    }
    entropies[example] = Math.max(0, entropy);
  }
  return entropies;
}
