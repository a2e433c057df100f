// Made from schemas/artifacts/summary.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * summary.json of aggregate (summary.csv has the same columns): table.json with the trainings of one model (axis seed) taken together.
 */
export type Summary = SummaryRow[];

/**
 * A cell of the grid over all trainings.
 */
export interface SummaryRow {
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
   * Name of the attack, or of a minimum over attacks.
   */
  attack: string;
  /**
   * The norm that epsilon bounds.
   */
  norm: 'linf' | 'l2';
  /**
   * Radius of the ball the attack stayed in.
   */
  epsilon: number;
  /**
   * Number of trainings.
   */
  seeds: number;
  /**
   * Mean accuracy over trainings.
   */
  accuracy: number;
  /**
   * Lower end of its 95% interval: over several trainings Student's t on their accuracies, else Wilson's on the images.
   */
  low: number;
  /**
   * Upper end of it.
   */
  high: number;
  /**
   * Which interval low and high are.
   */
  interval: 'student-t' | 'wilson';
  /**
   * Standard deviation between trainings; null for one.
   */
  deviation: number | null;
  /**
   * Lowest accuracy of a training.
   */
  lowest: number;
  /**
   * Highest accuracy of a training.
   */
  highest: number;
  /**
   * Lower end of the 95% Wilson interval of all trainings' images together, as if they were independent: what the choice of images alone leaves open.
   */
  pooledLow: number;
  /**
   * Upper end of it.
   */
  pooledHigh: number;
  /**
   * Number of images of each training.
   */
  count: number;
  /**
   * Mean accuracy on the same images before the attack.
   */
  cleanAccuracy: number;
  /**
   * Mean over trainings: negative log-likelihood, nats; null where a training has none.
   */
  loss: number | null;
  /**
   * Mean over trainings: Brier score; null where a training has none.
   */
  brier: number | null;
  /**
   * Mean over trainings: expected calibration error; null where a training has none.
   */
  ece: number | null;
  /**
   * Mean over trainings: entropy of the mean prediction, nats; null where a training has none.
   */
  entropyMean: number | null;
  /**
   * Mean over trainings: mutual information, nats; null where a training has none.
   */
  mutualInformationMean: number | null;
  /**
   * Mean over trainings: area under the ROC curve for telling attacked from clean images by entropy; null where a training has none.
   */
  attackAurocEntropy: number | null;
  /**
   * Mean over trainings: the same by mutual information; null where a training has none.
   */
  attackAurocMutualInformation: number | null;
  /**
   * Mean over trainings: area under the ROC curve for telling wrong from right by entropy; null where a training has none.
   */
  errorAurocEntropy: number | null;
  /**
   * Mean over trainings: the same by mutual information; null where a training has none.
   */
  errorAurocMutualInformation: number | null;
}
