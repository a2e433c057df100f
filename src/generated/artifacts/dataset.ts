// Made from schemas/artifacts/dataset.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * dataset.json of preprocess: what the arrays beside it hold.
 */
export interface Dataset {
  /**
   * Name of the dataset.
   */
  name: string;
  /**
   * Number of classes.
   */
  classes: number;
  /**
   * 1 (grey) or 3 (colour).
   */
  channels: 1 | 3;
  /**
   * Height and width of the images.
   */
  size: number;
  /**
   * Number of images of each part; a part without images has no files.
   */
  counts: {
    /**
     * Training images.
     */
    train: number;
    /**
     * Validation images.
     */
    validation: number;
    /**
     * Test images.
     */
    test: number;
  };
  /**
   * How images were dealt out.
   */
  split: {
    /**
     * shuffled: test images were drawn from all; given: the dataset came with a test set, or is all test set.
     */
    method: 'shuffled' | 'given';
    /**
     * Seed of the shuffle.
     */
    seed: number;
    /**
     * Share of training images set aside for validation.
     */
    validationFraction: number;
    /**
     * Share of all images that is the test set; null where the dataset came with one.
     */
    testFraction: number | null;
  };
}
