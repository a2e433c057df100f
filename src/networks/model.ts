import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

export type NetworkName = 'lenet' | 'alexnet' | 'simplecnn' | 'blenet' | 'balexnet' | 'bsimplecnn';

/**
 * Rows of a batch that are examples of a dataset, consecutive ones unless `taken` says which, and the stream their noise comes from.
 * The noise of an example is a function of (key, layer, example index) alone, so a result never depends on how
 * examples were batched. Blocks of one batch may differ in key (posterior samples, epsilons side by side).
 */
export interface NoiseBlock {
  /** Philox key: two unsigned 32-bit integers. */
  readonly key: readonly [number, number];
  readonly firstExample: number;
  /** Examples that noise is drawn for. */
  readonly count: number;
  /** Which of them the rows are, counted from `firstExample`, in any order and number. Absent: all, in order. */
  readonly taken?: Int32Array;
}

/** A trained network, ready to be evaluated and attacked. */
export interface Model {
  /** Its name: one of the study's, or that of a network that a module defines. */
  readonly network: string;
  readonly bayesian: boolean;
  readonly channels: number;
  /**
   * One stochastic (Bayesian) or deterministic forward pass, dropout off.
   * @param images [batch, 32, 32, channels], values in [0, 1]
   * @param noise for Bayesian networks: blocks whose rows sum to the batch; ignored by the others
   * @returns logits [batch, classes]
   */
  logits(images: Tensor4D, noise: readonly NoiseBlock[]): Tensor2D;
  /**
   * Draws the noise of these very blocks at once and keeps it, until that of others is, so that passes with them take it:
   * worth it where several passes at a step draw the same. Same bits as without. Absent where there is none to keep.
   */
  keepNoise?(noise: readonly NoiseBlock[]): void;
  dispose(): void;
}
