/**
 * P(X ≥ successes) for X ~ Binomial(trials, ½). This is the one-sided p-value of McNemar's exact test when the trials are the
 * images on which two classifiers differ, and the successes those on which the first alone is right.
 */
export function signTestTail(successes: number, trials: number): number {
  let tail = 0;
  for (const term of tailTerms(trials, Math.max(0, successes))) tail += term;
  return Math.min(1, tail);
}

/** The fewest successes with P(X ≥ successes) ≤ level. It is `trials` + 1 where even P(X ≥ trials) is above the level. */
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

/** P(X = k) for k = trials, trials − 1, … down to `least`. */
function* tailTerms(trials: number, least: number): Generator<number> {
  let logProbability = -trials * Math.LN2;
  for (let successes = trials; successes >= least; successes--) {
    yield Math.exp(logProbability);
    // C(n, k − 1) = C(n, k) · k / (n − k + 1)
    logProbability += Math.log(successes) - Math.log(trials - successes + 1);
  }
}
