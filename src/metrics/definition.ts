/** What a metric is computed from: one cell of the attack grid. */
export interface MetricInput {
  /** N. */
  readonly count: number;
  /** C. */
  readonly classes: number;
  /** N×C, log of the mean prediction for each attacked image. */
  readonly logProbabilities: Float32Array;
  /** N×C, the same for the unattacked images, judged with the same samples; where the grid has ε = 0. */
  readonly cleanLogProbabilities?: Float32Array;
  /** N, the true classes. */
  readonly labels: ArrayLike<number>;
  /** N, largest absolute change of a pixel. */
  readonly linf: Float32Array;
  /** N, Euclidean norm of the change. */
  readonly l2: Float32Array;
}

/** A number that a module computes of a cell; null where it has none to give. */
export type MetricDefinition = (input: MetricInput) => number | null;
