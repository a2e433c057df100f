// Made from schemas/stages/preprocess.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage preprocess: resize images and split them into training, validation and test sets.
 */
export interface PreprocessParams {
  /**
   * The dataset that the stage download fetched.
   */
  dataset: string;
  /**
   * The module that defines the dataset, as in the stage download.
   */
  module?: string;
  /**
   * Height and width of the result; the networks take 32. Smaller images are resized (bilinear, as torchvision's Resize on uint8).
   */
  size?: 32;
  /**
   * The share of the training images that is set aside to choose the best epoch.
   */
  validationFraction?: number;
  /**
   * The share of all images that becomes the test set, for datasets that have none. Default: 0.2 for mnist-10k, 1 for npy.
   */
  testFraction?: number;
  /**
   * The most images to train and validate with, drawn by splitSeed from those that are not test images. 0: all.
   */
  developmentImages?: number;
  /**
   * Seed of the shuffle before images are split. Not derived from the pipeline's seed: the test set stays the same when that changes.
   */
  splitSeed?: number;
}
