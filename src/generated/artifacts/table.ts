// Made from schemas/artifacts/table.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * table.json of aggregate (table.csv has the same columns): one row for each cell of the attack grid, in the grid's order, then one for each minimum over attacks (attack worst-case-linf, worst-case-l2: an image counts as right only if it is right under every attack of that norm at that epsilon). Further columns are the reader's own metrics.
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
   * Which training of several of the same model; null where there is one.
   */
  seed: string | null;
  /**
   * direct: the model itself was attacked. transfer: a surrogate was.
   */
  threat: 'direct' | 'transfer';
  /**
   * Name of the attack; worst-case-linf and worst-case-l2 are minima over all attacks of a norm.
   */
  attack: string;
  /**
   * What the attack runs; its name unless that is an alias.
   */
  algorithm: string;
  /**
   * The norm that epsilon bounds.
   */
  norm: 'linf' | 'l2';
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
   * Mean negative log-likelihood, nats; null for a minimum over attacks.
   */
  loss: number | null;
  /**
   * Accuracy on the same images before the attack.
   */
  cleanAccuracy: number;
  /**
   * Mean over images of the largest change of a pixel; null for a minimum over attacks.
   */
  linfMean: number | null;
  /**
   * Largest change of any pixel; null for a minimum over attacks.
   */
  linfMax: number | null;
  /**
   * Mean over images of the change's Euclidean norm; null for a minimum over attacks.
   */
  l2Mean: number | null;
  /**
   * Largest Euclidean norm of a change; null for a minimum over attacks.
   */
  l2Max: number | null;
  /**
   * Share of clean images with a gradient of exactly zero; null for a minimum over attacks.
   */
  zeroGradientShare: number | null;
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
  /**
   * How often the attack began anew; null where it was not told.
   */
  restarts: number | null;
  /**
   * Brier score on attacked images, from 0 to 2; null for a minimum over attacks.
   */
  brier: number | null;
  /**
   * Expected calibration error on attacked images, 15 bins; null for a minimum over attacks.
   */
  ece: number | null;
  /**
   * Mean entropy of the mean prediction, nats; null for a minimum over attacks.
   */
  entropyMean: number | null;
  /**
   * Mean mutual information of prediction and weights, nats; null for a minimum over attacks.
   */
  mutualInformationMean: number | null;
  /**
   * Area under the ROC curve for telling attacked from clean images by entropy; null where it is not defined.
   */
  attackAurocEntropy: number | null;
  /**
   * Area under the ROC curve for telling attacked from clean images by mutual information; null where predictions are of one sample.
   */
  attackAurocMutualInformation: number | null;
  /**
   * Area under the ROC curve for telling wrongly from rightly classified attacked images by entropy; null where it is not defined.
   */
  errorAurocEntropy: number | null;
  /**
   * Area under the ROC curve for telling wrongly from rightly classified attacked images by mutual information; null where predictions are of one sample.
   */
  errorAurocMutualInformation: number | null;
}
