// Made from schemas/stages/gradient-norm.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage gradient-norm: size of the loss gradient, averaged over posterior samples, at clean test images.
 */
export interface GradientNormParams {
  /**
   * Numbers K of posterior samples to average over; each takes the first K of one sequence. A frequentist model has K = 1 alone.
   *
   * @minItems 1
   */
  samples?: number[];
  /**
   * How many test images, from the first; 0: all.
   */
  images?: number;
  /**
   * The most images in one pass through a network.
   */
  batchSize?: number;
}
