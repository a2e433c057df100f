// Made from schemas/stages/train.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage train: one network on one dataset.
 */
export interface TrainParams {
  /**
   * The network: lenet, alexnet, simplecnn; blenet, balexnet, bsimplecnn, which are Bayesian, trained by variational inference; or, with a module, any name for the network that it defines.
   */
  model: string;
  /**
   * Module whose default export defines the network (docs/how-to/add-a-network.md): path relative to the pipeline's folder, or package specifier.
   */
  module?: string;
  /**
   * How often the training goes through all training images.
   */
  epochs: number;
  /**
   * Adam's step size at the start.
   */
  learningRate?: number;
  /**
   * Images in a mini-batch.
   */
  batchSize?: number;
  /**
   * Weight of the KL divergence in the loss mean NLL × training-set size + β·KL: a number, or per mini-batch i of m blundell 2^(m−i−1)/(2^m−1), soenderby min(epoch/(epochs/4), 1), standard 1/m. It changes results. It has no effect on frequentist networks.
   */
  beta?: number | ('blundell' | 'soenderby' | 'standard');
  /**
   * Spread of a Bayesian network's means at the start: prior 0.1, as the study's code; fan-in 1/√fan_in of each layer, which keeps the size of activations.
   */
  initialMean?: 'prior' | 'fan-in';
  /**
   * Mean of ρ at the start, where σ = softplus(ρ). The study's code has -5 (σ 0.0067). It has no effect on frequentist networks.
   */
  initialRho?: number;
  /**
   * How the learning rate falls: plateau: it is multiplied by factor after patience epochs without a lower validation loss. cosine: it follows half a cosine over the training.
   */
  schedule?: 'plateau' | 'cosine';
  /**
   * Schedule plateau: epochs without a lower validation loss before the learning rate is cut.
   */
  patience?: number;
  /**
   * Schedule plateau: the factor by which the learning rate is multiplied when it is cut.
   */
  factor?: number;
  /**
   * Weight decay, AdamW's λ: before each step every parameter is multiplied by 1 − learning rate · λ. It has no effect on Bayesian networks, whose prior does the same.
   */
  weightDecay?: number;
  /**
   * Rate of the network's dropout layers in training. Default: the network's own, which is ½ in AlexNet. It has no effect on networks without such layers.
   */
  dropout?: number;
  /**
   * Which epoch's weights are kept: that of the lowest validation loss, or of the highest validation accuracy.
   */
  bestBy?: 'loss' | 'accuracy';
  /**
   * Mirror training images left to right at random (training only, never validation or test).
   */
  flip?: boolean;
  /**
   * Move training images at random by up to this many pixels along each axis, and fill with zeros (training only).
   */
  shift?: number;
  /**
   * Posterior samples whose mean prediction is evaluated on the test images at the end. It has no effect on frequentist networks.
   */
  evaluationSamples?: number;
}
