// Made from schemas/artifacts/first-epsilon.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * first-epsilon.json of aggregate: for each attack on each model, the first epsilon of the grid that fools an image. first-epsilon.npy has it for each image: a row for each row here, Infinity where none did, NaN beyond the row's count.
 */
export type FirstEpsilon = FirstEpsilonRow[];

/**
 * One attack on one model.
 */
export interface FirstEpsilonRow {
  /**
   * Name of the dataset.
   */
  dataset: string;
  /**
   * Name of the model.
   */
  model: string;
  /**
   * Whether the model is Bayesian.
   */
  bayesian: boolean;
  /**
   * Which training of several of the same model; null where there is one.
   */
  seed: string | null;
  /**
   * Who was attacked.
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
   * Number of images.
   */
  count: number;
  /**
   * Number of epsilons in the grid.
   */
  epsilons: number;
  /**
   * The largest of them.
   */
  largestEpsilon: number;
  /**
   * Smallest epsilon at or below which at least half of the images are fooled, wrongly classified clean images included; null where the grid ends before.
   */
  median: number | null;
  /**
   * Share of images that are wrong at the smallest epsilon already.
   */
  wrongFromStart: number;
  /**
   * Share of images that no epsilon of the grid fools.
   */
  survivors: number;
}
