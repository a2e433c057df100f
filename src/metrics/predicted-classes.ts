import type { LogProbabilities } from './log-probabilities.ts';

/** The most probable class of each example; the first of several that are equally probable. */
export function predictedClasses({ values, classes }: LogProbabilities): Uint8Array {
  const count = values.length / classes;
  const predictions = new Uint8Array(count);
  for (let example = 0; example < count; example++) {
    let best = 0;
    for (let c = 1; c < classes; c++) {
      if (values[example * classes + c]! > values[example * classes + best]!) best = c;
    }
    predictions[example] = best;
  }
  return predictions;
}
