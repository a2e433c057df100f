/**
 * P(X ≥ successes) of X ~ Binomial(trials, ½): the one-sided p-value of McNemar's exact test, where the trials are the
 * images on which two judgements of the same images differ.
 */
export function signTestTail(successes: number, trials: number): number {
  let tail = 0;
  for (const term of tailTerms(trials, Math.max(0, successes))) tail += term;
  return Math.min(1, tail);
}

/**
 * Fewest successes with P(X ≥ successes) ≤ level; `trials` + 1 where not even all of them would be that unlikely.
 */
export function criticalSuccesses(trials: number, level: number): number {
  let tail = 0;
  let critical = trials + 1;
  for (const term of tailTerms(trials, 0)) {
    tail += term;
    if (tail > level) break;
    critical--;
  }
  return critical;
}

/** Probabilities of trials, trials − 1, … down to `least` successes. */
function* tailTerms(trials: number, least: number): Generator<number> {
  let logProbability = -trials * Math.LN2;
  for (let successes = trials; successes >= least; successes--) {
    yield Math.exp(logProbability);
    // C(n, k − 1) = C(n, k) · k / (n − k + 1)
    logProbability += Math.log(successes) - Math.log(trials - successes + 1);
  }
}
