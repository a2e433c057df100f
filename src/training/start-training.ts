import { initialiseParameters } from '../networks/initialise.ts';
import type { Network } from '../networks/network.ts';
import { listParameters } from '../networks/parameters.ts';
import type { TrainingState } from './checkpoint.ts';
import type { TrainingOptions } from './training-options.ts';

/** The state before the first mini-batch. */
export function startTraining(
  network: Network,
  { seed, learningRate, posteriorStart }: TrainingOptions,
): TrainingState {
  const values = initialiseParameters(network, seed, posteriorStart);
  return {
    progress: {
      epoch: 0,
      batch: 0,
      lossSum: 0,
      correct: 0,
      plateau: { learningRate, best: null, badEpochs: 0 },
      history: [],
      bestEpoch: 0,
    },
    adam: {
      step: 0,
      parameters: new Map(
        listParameters(network).map(({ name, shape }) => [name, { shape, value: values.get(name)! }]),
      ),
    },
    best: values,
  };
}
