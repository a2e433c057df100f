import fc from 'fast-check';
import type { LogProbabilities } from '../../src/metrics/log-probabilities.ts';

/** Log-probabilities from rows of probabilities. */
export function fromProbabilities(rows: readonly (readonly number[])[]): LogProbabilities {
  return { values: rows.flat().map(Math.log), classes: rows[0]!.length };
}

/** Arbitrary predictions with their labels. */
export const labelledPredictions = fc.integer({ min: 2, max: 6 }).chain((classes) =>
  fc
    .array(
      fc.tuple(
        fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: classes, maxLength: classes }),
        fc.integer({ min: 0, max: classes - 1 }),
      ),
      { minLength: 1, maxLength: 30 },
    )
    .map((examples) => ({
      predictions: { values: examples.flatMap(([logits]) => logSoftmax(logits)), classes },
      labels: examples.map(([, label]) => label),
    })),
);

function logSoftmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0)) + top;
  return logits.map((logit) => logit - total);
}
