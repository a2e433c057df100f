/**
 * Predicted probabilities of N examples as natural logarithms. Unlike probabilities, they do not underflow to 0: a confident mistake
 * keeps a finite loss, and no tie between saturated probabilities decides a prediction.
 */
export interface LogProbabilities {
  /** N × classes, row by row. */
  readonly values: ArrayLike<number>;
  readonly classes: number;
}
