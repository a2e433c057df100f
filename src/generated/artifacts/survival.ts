// Made from schemas/artifacts/survival.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * survival.json of aggregate: share of images that no epsilon up to this one fools. Never rises with epsilon, unlike accuracy.
 */
export type Survival = SurvivalRow[];

/**
 * One attack on one model up to one epsilon.
 */
export interface SurvivalRow {
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
   * Largest epsilon considered.
   */
  epsilon: number;
  /**
   * Share of images that no epsilon of the grid up to this one fools.
   */
  survival: number;
  /**
   * Lower end of its 95% Wilson interval.
   */
  low: number;
  /**
   * Upper end of it.
   */
  high: number;
  /**
   * Number of images.
   */
  count: number;
}
