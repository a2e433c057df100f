import type { Tensor4D } from '@tensorflow/tfjs-core';

/** What a user may set of an attack; which of these an attack has, its `defaults` say. */
export interface AttackSettings {
  /** Length of a step, in the attack's norm and in units of the pixel range [0, 1]. */
  readonly alpha?: number;
  readonly steps?: number;
  readonly randomStart?: boolean;
}

/** Random numbers of a starting point: functions of the seed and of each example's index, the same for every ε. */
export interface StartNoise {
  /** [batch, height, width, channels], uniform in [0, 1). */
  uniform(): Tensor4D;
  /** [batch, height, width, channels], standard normal. */
  normal(): Tensor4D;
  /** [batch, 1, 1, 1], uniform in [0, 1). */
  radius(): Tensor4D;
}

/**
 * An attack that follows the gradient of the loss, on images [batch, height, width, channels] in [0, 1].
 * Its methods are pure: they return new tensors (or an argument) and dispose none. Each example is treated by itself.
 */
export interface Attack {
  readonly name: string;
  /** The norm that ε bounds. */
  readonly norm: 'linf' | 'l2';
  readonly settings: AttackSettings;
  /** Number of gradients it takes. */
  readonly steps: number;
  /** Where the search begins. */
  start(images: Tensor4D, epsilon: number, noise: StartNoise): Tensor4D;
  /**
   * The next iterate. An example whose gradient is zero stays as it is.
   * @param gradient of the summed loss at `current`, shaped like it
   */
  step(current: Tensor4D, images: Tensor4D, gradient: Tensor4D, epsilon: number): Tensor4D;
  /**
   * Distance within which the iterates after `steps` steps surely lie, rounding included. For every ε above it no
   * projection has changed anything yet, so that the iterates are the same, bit for bit, and are computed once.
   * Infinity: they depend on ε. Never shrinks with `steps`.
   * @param pixels number of values of one image
   */
  reach(steps: number, pixels: number): number;
}

/** An attack by name: one file each, listed in registry.ts. */
export interface AttackDefinition {
  readonly name: string;
  /** The study's settings. A setting that is absent has no meaning for this attack. */
  readonly defaults: AttackSettings;
  create(settings: AttackSettings): Attack;
}
