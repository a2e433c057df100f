import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Model } from '../../networks/model.ts';
import type { Attack, Evaluation } from '../attack.ts';

/** Who attacks whom, and with what. */
export interface AttackRequest {
  readonly attack: Attack;
  readonly epsilons: readonly number[];
  /** The model that is judged. */
  readonly model: Model;
  /** The model whose gradient the attack follows: `model` itself, or a surrogate of it. */
  readonly target: Model;
  /** K, posterior samples that a step's gradient averages over. 1 for a deterministic target. */
  readonly attackSamples: number;
  /** S, posterior samples that a judged prediction averages over. 1 for a deterministic model. */
  readonly evaluationSamples: number;
  /** Number of classes. Labels run from 0. */
  readonly classes: number;
  readonly attackSeed: number;
  readonly evaluationSeed: number;
  /** Most images in one pass through a network. Another number changes results by rounding at most. */
  readonly batchSize: number;
  /**
   * Whether an example is given up as soon as it is misclassified (by the attack's own evaluation where the target is
   * deterministic, else by the mean prediction that is judged), and never attacked if it is misclassified as it is.
   * It saves time and can only lower accuracy, because an example that is given up keeps the images that were
   * misclassified. Its perturbation and loss are then those of the first success, not of the whole attack. Not for
   * transfer, where fooling the target proves nothing, and not for the study's own protocol.
   */
  readonly dropFooled: boolean;
  readonly signal: AbortSignal;
}

export interface AttackedBatch {
  /** The clean images, [batch, height, width, channels]. */
  readonly images: Tensor4D;
  /** [batch] */
  readonly labels: Int32Array;
  /** Index in the dataset of the batch's first example. */
  readonly first: number;
  /** The target's answer to `images`, cross-entropy and gradient, by the samples of step 0. */
  readonly firstEvaluation: Evaluation;
  /** Called as the attack goes on, with the share of it that is done. */
  readonly onProgress: (share: number) => void;
}
