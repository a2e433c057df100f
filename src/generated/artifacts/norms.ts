// Made from schemas/artifacts/norms.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * norms.json of gradient-norm (norms.csv has the same columns): size of the loss gradient averaged over K posterior samples.
 */
export type Norms = GradientNormRow[];

/**
 * One model with one number of samples.
 */
export interface GradientNormRow {
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
   * K: posterior samples the gradient was averaged over.
   */
  samples: number;
  /**
   * Mean over images of the averaged gradient's Euclidean norm.
   */
  l2Mean: number;
  /**
   * Lower end of its 95% interval over images.
   */
  l2Low: number;
  /**
   * Upper end of it.
   */
  l2High: number;
  /**
   * Mean over images of the averaged gradient's largest component.
   */
  linfMean: number;
  /**
   * Lower end of its 95% interval over images.
   */
  linfLow: number;
  /**
   * Upper end of it.
   */
  linfHigh: number;
  /**
   * Estimated norm of the expected gradient beside that of one sample's (root mean squares over images, corrected for the noise left by K samples); null for K = 1.
   */
  signalShare: number | null;
  /**
   * Share of images whose averaged gradient is exactly zero.
   */
  zeroShare: number;
  /**
   * Number of images.
   */
  count: number;
}
