import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

export type NetworkName = 'lenet' | 'alexnet' | 'simplecnn' | 'blenet' | 'balexnet' | 'bsimplecnn';

/**
 * Rows of a batch, which examples of a dataset they are, and the key of their noise. The examples are consecutive unless
 * `taken` lists them. The noise of an example depends only on (key, layer, example index), so a result never depends on how
 * examples were batched. The blocks of a batch may have different keys, for posterior samples or epsilons side by side.
 */
export interface NoiseBlock {
  /** Philox key: two unsigned 32-bit integers. */
  readonly key: readonly [number, number];
  readonly firstExample: number;
  /** How many examples noise is drawn for. */
  readonly count: number;
  /**
   * Which of these examples the rows are, counted from `firstExample`; in any order, repeats allowed. Absent: all, in
   * order.
   */
  readonly taken?: Int32Array;
}

/** A trained network, ready to be evaluated and attacked. */
export interface Model {
  /** Its name: one of the study's, or that of a network that a module defines. */
  readonly network: string;
  readonly bayesian: boolean;
  readonly channels: number;
  /**
   * One forward pass without dropout, stochastic in a Bayesian network.
   * @param images [batch, 32, 32, channels], values in [0, 1]
   * @param noise for Bayesian networks, blocks whose rows add up to the batch; other networks ignore it
   * @returns logits [batch, classes]
   */
  logits(images: Tensor4D, noise: readonly NoiseBlock[]): Tensor2D;
  /**
   * Draws the noise of these blocks and keeps it until it is called with other blocks. Passes with the same blocks then use
   * it, with the same bits. Saves time where several passes need the same noise. Absent in networks without noise.
   */
  keepNoise?(noise: readonly NoiseBlock[]): void;
  dispose(): void;
}
