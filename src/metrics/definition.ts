/** What a metric is computed from: one cell of the attack grid, with N images and C classes. */
export interface MetricInput {
  /** N. */
  readonly count: number;
  /** C. */
  readonly classes: number;
  /** N×C: log of the mean predicted probabilities of each attacked image. */
  readonly logProbabilities: Float32Array;
  /** N×C: the same for the images before the attack, with the same posterior samples. Absent where the grid has no ε = 0. */
  readonly cleanLogProbabilities?: Float32Array;
  /** N: the true classes. */
  readonly labels: ArrayLike<number>;
  /** N: largest absolute change of a pixel. */
  readonly linf: Float32Array;
  /** N: Euclidean norm of the change. */
  readonly l2: Float32Array;
}

/** Computes a number from a cell; null where the cell has none. */
export type MetricDefinition = (input: MetricInput) => number | null;

/** Declares a metric: the default export of a module that an axis value of `metric` names. */
export function defineMetric(metric: MetricDefinition): MetricDefinition {
  return metric;
}
