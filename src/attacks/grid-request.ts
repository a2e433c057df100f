import type { ImageSet } from '../datasets/image-set.ts';
import type { Model } from '../networks/model.ts';
import type { Attack } from './attack.ts';
import type { GridCell } from './grid-cell.ts';

/** What computeGrid is to compute. */
export interface GridRequest {
  readonly attack: Attack;
  readonly epsilons: readonly number[];
  /** The model that is judged. */
  readonly model: Model;
  /** The model whose gradient the attack follows: `model` itself, or a surrogate of it. */
  readonly target: Model;
  /** Posterior samples a step's gradient is averaged over (1 for a deterministic target). */
  readonly attackSamples: number;
  /** Posterior samples a prediction is averaged over (1 for a deterministic model). */
  readonly evaluationSamples: number;
  readonly images: ImageSet;
  /** Number of classes; labels run from 0. */
  readonly classes: number;
  /** How many of the images, from the first. */
  readonly count: number;
  readonly attackSeed: number;
  readonly evaluationSeed: number;
  /** Most images in one pass through a network. Another one changes results by rounding at most. */
  readonly batchSize: number;
  /**
   * Gives up an example as soon as it is misclassified (a deterministic target by the attack's own evaluation, a
   * Bayesian one by the mean prediction that is judged), and attacks none that is misclassified as it is. It saves time
   * and can only lower accuracy, for what is given up keeps the images that were misclassified; norms of perturbations and
   * losses are then those of the first success, not of the whole attack. Neither for transfer, where fooling the target
   * proves nothing, nor for the study's own protocol.
   */
  readonly dropFooled: boolean;
  /** How many adversarial images of each cell to keep. */
  readonly keepExamples: number;
  readonly signal: AbortSignal;
  /** Called after each gradient and after each batch of images. */
  readonly onProgress: (progress: GridProgress) => void;
}

interface GridProgress {
  /** Images attacked, in fractions. */
  readonly attacked: number;
  /** Images judged: so many, from the first, are filled in in each of `cells`. */
  readonly judged: number;
  readonly cells: readonly GridCell[];
}
