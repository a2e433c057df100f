// Made from schemas/artifacts/result.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * result.json of attack-grid: a model's accuracy on the images of one attack at one epsilon.
 */
export interface Result {
  /**
   * Name of the dataset.
   */
  dataset: string;
  /**
   * Name of the model: the axis of that name, or its network.
   */
  model: string;
  /**
   * Which repetition of the training: the axis of that name, where there is one.
   */
  seed?: string;
  /**
   * Name of the model's network.
   */
  network: string;
  /**
   * Whether the model draws its weights' noise when it predicts.
   */
  bayesian: boolean;
  /**
   * Network that the examples were made on, where it was not the model itself.
   */
  surrogate?: string;
  /**
   * Name of the attack: the axis of that name, or its algorithm.
   */
  attack: string;
  /**
   * The attack's own name, where the axis calls it otherwise.
   */
  algorithm?: string;
  /**
   * Who was attacked: the model itself (direct), or a surrogate (transfer).
   */
  threat: 'direct' | 'transfer';
  /**
   * Radius of the ball the attack stayed in.
   */
  epsilon: number;
  /**
   * Settings the attack ran with, defaults filled in; those of an attack of one's own too.
   */
  settings: {
    /**
     * Length of a step.
     */
    alpha?: number;
    /**
     * Number of steps.
     */
    steps?: number;
    /**
     * Whether it started at a random point of the ball.
     */
    randomStart?: boolean;
    /**
     * Length of a step as a multiple of epsilon / steps.
     */
    relativeAlpha?: number;
    /**
     * Number of restarts.
     */
    restarts?: number;
    [k: string]: number | boolean | string | undefined;
  };
  /**
   * Number of restarts, of which each example keeps the best.
   */
  restarts?: number;
  /**
   * Whether examples were given up as soon as they were misclassified.
   */
  dropFooled?: boolean;
  /**
   * Posterior samples in each step's gradient; 1 for a deterministic target.
   */
  attackSamples: number;
  /**
   * Posterior samples in each prediction; 1 for a deterministic model.
   */
  evaluationSamples: number;
  /**
   * Share of attacked images that were classified rightly.
   */
  accuracy: number;
  /**
   * Wilson interval of the accuracy.
   */
  interval: {
    /**
     * Lower end.
     */
    low: number;
    /**
     * Upper end.
     */
    high: number;
    /**
     * Its level of confidence.
     */
    level: 0.95;
  };
  /**
   * Number of attacked images that were classified rightly.
   */
  correct: number;
  /**
   * Number of images.
   */
  count: number;
  /**
   * Mean negative log-likelihood of the labels on attacked images, nats.
   */
  loss: number;
  /**
   * Brier score on attacked images, from 0 to 2.
   */
  brier: number;
  /**
   * Expected calibration error on attacked images, 15 bins.
   */
  ece: number;
  /**
   * Accuracy on the same images before the attack, judged by the same samples.
   */
  cleanAccuracy: number;
  /**
   * Size of the change of an image, in units of the pixel range.
   */
  perturbation: {
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
  };
  /**
   * Share of clean images at which the gradient that the attack follows is exactly zero: a sign of masked gradients.
   */
  zeroGradientShare: number;
  /**
   * How unsure the model was on attacked images, and whether that gives the attack away.
   */
  uncertainty: {
    /**
     * Mean entropy of the mean prediction, nats.
     */
    entropyMean: number;
    /**
     * Mean mutual information of prediction and weights, nats; 0 where predictions are of one sample.
     */
    mutualInformationMean: number;
    attackAuroc: Aurocs;
    errorAuroc: Aurocs1;
  };
  /**
   * Columns of example-metrics.npy (float32, a row for each image), in order.
   */
  exampleColumns?: string[];
  /**
   * The norm that epsilon bounds.
   */
  norm?: 'linf' | 'l2';
  /**
   * Metrics of the reader's own, by name.
   */
  metrics?: {
    [k: string]: number | null;
  };
}
/**
 * Area under the ROC curve for telling attacked from clean images.
 */
export interface Aurocs {
  /**
   * By the entropy of the mean prediction.
   */
  entropy: number | null;
  /**
   * By mutual information; null where predictions are of one sample.
   */
  mutualInformation: number | null;
}
/**
 * Area under the ROC curve for telling wrongly from rightly classified attacked images; null where there is only one kind.
 */
export interface Aurocs1 {
  /**
   * By the entropy of the mean prediction.
   */
  entropy: number | null;
  /**
   * By mutual information; null where predictions are of one sample.
   */
  mutualInformation: number | null;
}
