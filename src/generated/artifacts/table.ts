// Made from schemas/artifacts/table.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * table.json of aggregate (table.csv has the same columns): one row for each cell of the attack grid, in the grid's order.
 */
export type Table = AttackRow[];

/**
 * A cell of the grid.
 */
export interface AttackRow {
  /**
   * Name of the dataset.
   */
  dataset: string;
  /**
   * Name of the model.
   */
  model: string;
  /**
   * Name of the model's network.
   */
  network: string;
  /**
   * Whether the model is Bayesian.
   */
  bayesian: boolean;
  /**
   * direct: the model itself was attacked. transfer: a surrogate was.
   */
  threat: 'direct' | 'transfer';
  /**
   * Name of the attack.
   */
  attack: string;
  /**
   * Radius of the ball the attack stayed in.
   */
  epsilon: number;
  /**
   * Share of attacked images that were classified rightly.
   */
  accuracy: number;
  /**
   * Lower end of its 95% Wilson interval.
   */
  low: number;
  /**
   * Upper end of its 95% Wilson interval.
   */
  high: number;
  /**
   * Number of images.
   */
  count: number;
  /**
   * Mean negative log-likelihood, nats.
   */
  loss: number;
  /**
   * Accuracy on the same images before the attack.
   */
  cleanAccuracy: number;
  /**
   * Mean over images of the largest change of a pixel.
   */
  linfMean: number;
  /**
   * Largest change of any pixel.
   */
  linfMax: number;
  /**
   * Mean over images of the change's Euclidean norm.
   */
  l2Mean: number;
  /**
   * Largest Euclidean norm of a change.
   */
  l2Max: number;
  /**
   * Share of clean images with a gradient of exactly zero.
   */
  zeroGradientShare: number;
  /**
   * Posterior samples in each prediction.
   */
  evaluationSamples: number;
  /**
   * Posterior samples in each step's gradient.
   */
  attackSamples: number;
  /**
   * Length of a step; null for an attack without steps of its own.
   */
  alpha: number | null;
  /**
   * Number of steps.
   */
  steps: number | null;
  /**
   * Whether the attack started at a random point; null where it cannot.
   */
  randomStart: boolean | null;
}
