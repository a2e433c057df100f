import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { gatherImages, gatherLabels, type ImageSet } from '../datasets/image-set.ts';
import type { Network } from '../networks/network.ts';
import { drawPlacements } from './augmentation.ts';
import { drawBatchRandomness } from './batch-randomness.ts';
import { createDescent } from './descent.ts';
import { shuffleEpoch } from './epoch-order.ts';
import { TrainingError } from './errors.ts';
import type { EpochRecord } from './history.ts';
import { klWeight } from './kl-weight.ts';
import { learningRateAt } from './learning-rate.ts';
import { stepPlateau } from './plateau.ts';
import { startTraining } from './start-training.ts';
import type { BestBy, TrainedNetwork, TrainingHooks, TrainingOptions } from './training-options.ts';
import { validateEpoch } from './validate.ts';

/**
 * Trains a network with Adam and a falling learning rate, and keeps the weights of the epoch that is best on validation.
 * The bits of the result depend only on (options, images, threads), however often the training was stopped and resumed.
 * @throws TrainingError TRAINING_DIVERGED; the signal's reason when it was aborted
 */
export async function trainNetwork(
  network: Network,
  train: ImageSet,
  validation: ImageSet,
  options: TrainingOptions,
  hooks: TrainingHooks,
): Promise<TrainedNetwork> {
  const { seed, epochs, batchSize } = options;
  const batches = Math.ceil(train.count / batchSize);
  const start = hooks.resume ?? startTraining(network, options);
  // A Bayesian network has its prior instead, and ρ is no weight.
  const weightDecay = network.bayesian ? 0 : options.weightDecay;
  const descent = createDescent(network, start.adam, weightDecay);
  let { epoch, batch, lossSum, correct, plateau, history, bestEpoch } = start.progress;
  let { best } = start;
  const save = (): Promise<void> => {
    const progress = { epoch, batch, lossSum, correct, plateau, history, bestEpoch };
    return hooks.save({ progress, adam: descent.save(), best });
  };

  try {
    while (epoch < epochs) {
      const order = shuffleEpoch(train.count, seed, epoch);
      let { learningRate } = plateau;
      const place = drawPlacements(options, train.count, seed, epoch);

      for (; batch < batches; batch += 1) {
        // Gives aborts and progress messages a chance to run.
        await setImmediate();
        if (hooks.signal.aborted) {
          await save();
          hooks.signal.throwIfAborted();
        }
        const position = batch * batchSize;
        const indices = order.subarray(position, position + batchSize);
        const images = gatherImages(train, indices, (offset) => place(position + offset));
        const moment = { batch, batches, epoch, epochs };
        learningRate = learningRateAt(options.schedule, plateau.learningRate, moment);
        const { loss, ...counted } = descent.step({
          batch: { images, labels: gatherLabels(train, indices) },
          drawRandomness: () => drawBatchRandomness(network, seed, epoch, position, indices.length),
          klShare: network.bayesian ? klWeight(options.beta, moment) / train.count : 0,
          learningRate,
        });
        images.dispose();
        checkFinite(loss, epoch, learningRate);
        lossSum += loss * indices.length;
        correct += counted.correct;
        hooks.onBatch({ epochsDone: epoch + (batch + 1) / batches, loss });
      }

      const parameters = descent.read();
      const validated = validateEpoch(network, parameters, validation, seed);
      checkFinite(validated.loss, epoch, learningRate);
      const record: EpochRecord = {
        epoch: epoch + 1,
        trainLoss: lossSum / train.count,
        trainAccuracy: correct / train.count,
        validationLoss: validated.loss,
        validationAccuracy: validated.accuracy,
        kl: validated.kl,
        learningRate,
      };
      if (history.every((earlier) => isBetter(record, earlier, options.bestBy))) {
        bestEpoch = record.epoch;
        best = new Map([...parameters].map(([name, tensor]) => [name, tensor.dataSync<'float32'>().slice()]));
      }
      tf.dispose([...parameters.values()]);
      history = [...history, record];
      if (options.schedule === 'plateau') plateau = stepPlateau(plateau, record.validationLoss, options);
      hooks.onEpoch(record);
      epoch += 1;
      [batch, lossSum, correct] = [0, 0, 0];
      await save();
    }
    return { parameters: best, bestEpoch, history };
  } finally {
    descent.dispose();
  }
}

/** Of two equal epochs the earlier one is kept. */
function isBetter(record: EpochRecord, earlier: EpochRecord, bestBy: BestBy): boolean {
  return bestBy === 'loss'
    ? record.validationLoss < earlier.validationLoss
    : record.validationAccuracy > earlier.validationAccuracy;
}

function checkFinite(loss: number, epoch: number, learningRate: number): void {
  if (Number.isFinite(loss)) return;
  throw new TrainingError(
    'TRAINING_DIVERGED',
    `The loss became ${loss} in epoch ${epoch + 1} (learning rate ${learningRate})`,
    {
      hint: 'Lower learningRate.',
    },
  );
}
