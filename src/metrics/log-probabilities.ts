/**
 * Predictions of N examples as natural logarithms: no class underflows to 0, so a confident mistake keeps a
 * finite loss and ties of saturated probabilities do not decide a prediction.
 */
export interface LogProbabilities {
  /** N × classes, row by row. */
  readonly values: ArrayLike<number>;
  readonly classes: number;
}
