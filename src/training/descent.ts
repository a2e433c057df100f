import * as tf from '@tensorflow/tfjs-core';
import type { ForwardRandomness } from '../networks/forward.ts';
import type { Network } from '../networks/network.ts';
import { createAdam } from './adam.ts';
import type { AdamState } from './adam-state.ts';
import { computeGradient, type MiniBatch } from './gradient.ts';
import { joinState, listVectors, partState, partVectors } from './parameter-vectors.ts';

interface DescentStep {
  readonly batch: MiniBatch;
  /** Draws noise and masks; called once for each pass. */
  readonly drawRandomness: () => ForwardRandomness;
  /** β / training-set size; 0 for a frequentist network. */
  readonly klShare: number;
  readonly learningRate: number;
}

/** The parameters of a network during training. */
export interface Descent {
  /** Does one step. @returns the batch's mean NLL in nats and the number of correct images, both before the step */
  step(options: DescentStep): { readonly loss: number; readonly correct: number };
  /** Current parameters by name; the caller disposes of them. */
  read(): Map<string, tf.Tensor>;
  /** Copies everything out, by parameter. */
  save(): AdamState;
  dispose(): void;
}

/**
 * @param state by parameter, as `save` gives it
 * @param weightDecay of AdamW
 */
export function createDescent(network: Network, state: AdamState, weightDecay = 0): Descent {
  const vectors = listVectors(network);
  const adam = createAdam(joinState(vectors, state), weightDecay);
  return {
    step: ({ batch, drawRandomness, klShare, learningRate }) => {
      const contents = adam.read();
      const { loss, correct, gradients } = computeGradient(
        network,
        vectors,
        contents,
        batch,
        drawRandomness,
        klShare,
      );
      // They share memory with the parameters that are about to change.
      tf.dispose([...contents.values()]);
      adam.apply(gradients, learningRate);
      tf.dispose([...gradients.values()]);
      return { loss, correct };
    },
    read: () => {
      const contents = adam.read();
      const parameters = new Map<string, tf.Tensor>();
      tf.tidy(() => {
        for (const [name, tensor] of partVectors(vectors, contents)) parameters.set(name, tf.keep(tensor));
      });
      tf.dispose([...contents.values()]);
      return parameters;
    },
    save: () => partState(vectors, adam.save()),
    dispose: () => adam.dispose(),
  };
}
