import type * as tf from '@tensorflow/tfjs-core';

/** torch.optim.Adam's defaults. */
export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
export const EPSILON = 1e-8;

/** The parts of a parameter's state: its value, and Adam's running means of the gradient and of its square. */
export const SLOTS = ['value', 'mean', 'square'] as const;
export type Slot = (typeof SLOTS)[number];

/** Name of a parameter → its shape and the parts of its state. Parts that are left out start at 0. */
export interface AdamState {
  readonly step: number;
  readonly parameters: ReadonlyMap<
    string,
    { readonly shape: readonly number[] } & Partial<Record<Slot, Float32Array>>
  >;
}

/**
 * Parameters and their optimiser. Adam as in Kingma & Ba 2015 (algorithm 1, ε outside the bias correction), as in
 * PyTorch. With weight decay it is AdamW (Loshchilov & Hutter 2019, arXiv 1711.05101, algorithm 2). As in PyTorch, every
 * parameter decays, biases too.
 */
export interface Adam {
  /** Current values. They share memory with the parameters: dispose of them before the next `apply`. */
  read(): Map<string, tf.Tensor>;
  /** One step. @param gradients by parameter name */
  apply(gradients: ReadonlyMap<string, tf.Tensor>, learningRate: number): void;
  /** Copies everything out. */
  save(): AdamState & {
    parameters: ReadonlyMap<string, { shape: readonly number[] } & Record<Slot, Float32Array>>;
  };
  dispose(): void;
}
