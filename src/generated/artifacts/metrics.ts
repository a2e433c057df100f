// Made from schemas/artifacts/metrics.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * metrics.json of train: what was trained, and how it does on clean test images. Bit-reproducible.
 */
export interface Metrics {
  /**
   * Name of the dataset.
   */
  dataset: string;
  /**
   * Name of the model: its value on the axis model, else its network.
   */
  model: string;
  /**
   * Its architecture: one of the study's six networks, or one that a module defines.
   */
  network: string;
  /**
   * Whether its weights are distributions.
   */
  bayesian: boolean;
  /**
   * Trainable numbers; a Bayesian weight has two.
   */
  parameters: number;
  /**
   * Epoch whose weights were kept: lowest validation loss.
   */
  bestEpoch: number;
  /**
   * Epochs trained.
   */
  epochs: number;
  /**
   * Weight of the KL divergence: a number or the name of a scheme; null for frequentist networks.
   */
  beta: number | string | null;
  /**
   * Adam's step size at the start.
   */
  learningRate: number;
  /**
   * Images in a mini-batch.
   */
  batchSize: number;
  /**
   * How the learning rate fell.
   */
  schedule?: 'plateau' | 'cosine';
  /**
   * AdamW's λ; 0 for a Bayesian network.
   */
  weightDecay?: number;
  /**
   * Rates of its dropout layers during training, from input to output.
   */
  dropout?: number[];
  /**
   * What on the validation images decided which epoch's weights are kept.
   */
  bestBy?: 'loss' | 'accuracy';
  /**
   * Where the posterior of the weights started; null for frequentist networks.
   */
  start?: {
    /**
     * Spread of the means: prior 0.1, or fan-in 1/√fan_in of each layer.
     */
    mean: 'prior' | 'fan-in';
    /**
     * Mean of ρ, where σ = softplus(ρ).
     */
    rho: number;
  } | null;
  /**
   * Value of the axis seed, where trainings are repeated.
   */
  repeat?: string;
  /**
   * KL(q‖p) of the kept weights from the prior, nats; 0 for frequentist networks.
   */
  kl: number;
  /**
   * Number of test images.
   */
  testCount: number;
  /**
   * Share of test images classified rightly, with its 95% Wilson interval.
   */
  testAccuracy: {
    /**
     * The share.
     */
    value: number;
    /**
     * Lower end.
     */
    low: number;
    /**
     * Upper end.
     */
    high: number;
  };
  /**
   * Mean negative log-likelihood, nats.
   */
  testNll: number;
  /**
   * Expected calibration error, 15 equal-width bins, top label.
   */
  ece: number;
  /**
   * Brier score, from 0 to 2.
   */
  brier: number;
  /**
   * Posterior samples averaged; 1 for frequentist networks.
   */
  evaluationSamples: number;
  /**
   * Number of images of each part.
   */
  images: {
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
}
