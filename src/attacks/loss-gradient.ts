import type { Tensor4D } from '@tensorflow/tfjs-core';
import { crossEntropy } from './cross-entropy.ts';
import type { EvaluateTarget } from './evaluate-target.ts';

/**
 * Gradient of the attacked loss at `images` [batch, height, width, channels], shaped like them. The caller disposes it.
 * @param step number of the attack's step: it decides which posterior samples are drawn, the same for every ε
 */
export type LossGradient = (images: Tensor4D, step: number) => Tensor4D;

/** The gradient of the summed cross-entropy of the mean prediction, over a whole batch. */
export function createLossGradient(evaluate: EvaluateTarget, rows: Int32Array): LossGradient {
  return (images, step) => {
    const evaluation = evaluate(images, rows, step, { loss: crossEntropy, usesGradient: true });
    evaluation.logProbabilities.dispose();
    evaluation.losses.dispose();
    return evaluation.gradient!;
  };
}
