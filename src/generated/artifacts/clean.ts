// Made from schemas/artifacts/clean.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * clean.json of aggregate (clean.csv has the same columns): one row for each trained model, on all unattacked test images.
 */
export type Clean = CleanRow[];

/**
 * A trained model.
 */
export interface CleanRow {
  /**
   * Name of the dataset.
   */
  dataset: string;
  /**
   * Name of the model.
   */
  model: string;
  /**
   * Which training of several of the same model; null where there is one.
   */
  seed: string | null;
  /**
   * Share of test images that were classified rightly.
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
   * Number of test images.
   */
  count: number;
  /**
   * Mean negative log-likelihood, nats.
   */
  nll: number;
  /**
   * Expected calibration error, 15 bins.
   */
  ece: number;
  /**
   * Brier score, from 0 to 2.
   */
  brier: number;
  /**
   * Weight of the KL divergence in training: a number, or the name of a scheme.
   */
  beta: number | string | null;
  /**
   * Epochs trained.
   */
  epochs: number;
  /**
   * Epoch whose weights were kept: the best on validation images.
   */
  bestEpoch: number;
}
