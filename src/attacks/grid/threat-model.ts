import type { Model } from '../../networks/model.ts';
import { GridError } from '../errors.ts';

type Threat = 'direct' | 'transfer';

export interface ThreatOptions {
  readonly threat: Threat;
  readonly model: Model;
  /** The model whose examples are replayed on `model`; may be `model` itself. */
  readonly surrogate: Model | undefined;
  readonly attackSamples: number;
  readonly evaluationSamples: number;
  readonly dropFooled: boolean;
}

export interface ThreatModel {
  /** The model whose gradient the attack follows. */
  readonly target: Model;
  /** K: posterior samples in each step's gradient. */
  readonly attackSamples: number;
  /** S: posterior samples in each prediction that is judged. */
  readonly evaluationSamples: number;
  /** Whether examples are given up once they fool the target. */
  readonly dropFooled: boolean;
}

/**
 * Decides who is attacked, and how the model is judged.
 * - `direct`: the model itself is attacked, by the gradient of its prediction averaged over K fresh samples at each step,
 *   and judged by the mean prediction of S samples.
 * - `transfer`: the surrogate is attacked, and the model is judged by one posterior sample, as in the study's figures.
 *   No example is given up: what barely fools the surrogate is far from fooling the model.
 *
 * A deterministic network has one sample. Where the surrogate is the model itself, transfer is direct.
 * @throws GridError GRID_SURROGATE_MISSING when a Bayesian model is to be attacked by transfer from nothing
 */
export function resolveThreat(options: ThreatOptions): ThreatModel {
  const { threat, model, surrogate, attackSamples, evaluationSamples, dropFooled } = options;
  const samplesOf = (network: Model, samples: number) => (network.bayesian ? samples : 1);
  if (threat === 'transfer' && surrogate === undefined && model.bayesian) {
    throw new GridError(
      'GRID_SURROGATE_MISSING',
      `threat "transfer" needs a surrogate to make examples on, and ${model.network} was given none`,
      'Give the stage an input "surrogate", such as { "from": "train/model", "where": { "model": "lenet" } }.',
    );
  }
  if (threat === 'transfer' && surrogate !== undefined && surrogate !== model) {
    return {
      target: surrogate,
      attackSamples: samplesOf(surrogate, attackSamples),
      evaluationSamples: 1,
      dropFooled: false,
    };
  }
  return {
    target: model,
    attackSamples: samplesOf(model, attackSamples),
    evaluationSamples: samplesOf(model, evaluationSamples),
    dropFooled,
  };
}
