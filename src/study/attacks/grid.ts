import { setImmediate } from 'node:timers/promises';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { gatherImages, gatherLabels, listRange } from '../datasets/image-set.ts';
import { predictMean } from '../metrics/predict-mean.ts';
import { checkFinite } from './check-finite.ts';
import { checkGridRequest } from './check-grid-request.ts';
import { countZeroGradients } from './count-zero-gradients.ts';
import { createGridCell, fillGridCell, type GridCell, readCellPart } from './grid-cell.ts';
import type { GridRequest } from './grid-request.ts';
import { createLossGradient, type LossGradient } from './loss-gradient.ts';
import { createStartNoise, evaluationKeys, gradientKeys } from './random-streams.ts';
import { sweepEpsilons } from './sweep-epsilons.ts';

export interface Grid {
  /** The unattacked images, judged with the same samples. */
  readonly clean: GridCell;
  /** One for each ε, in order. */
  readonly cells: readonly GridCell[];
  /** Number of images at which the target's gradient is exactly zero, so that an attack from there cannot begin. */
  readonly zeroGradients: number;
}

/**
 * Attacks the first `count` images with every ε, and judges the model on what comes out.
 *
 * Work is shared between ε's but a cell's numbers are those of that ε computed alone, bit for bit: batches are the
 * same whichever ε's are asked for, random numbers depend on seed, step, sample and example and not on ε, and ε's
 * share an iterate only while no projection has touched it. For ε = 0 the examples are the clean images.
 * @throws GridError, or the signal's reason when it is aborted
 */
export async function computeGrid(request: GridRequest): Promise<Grid> {
  checkGridRequest(request);
  const { count } = request;
  const clean = createGridCell(0, request);
  const cells = request.epsilons.map((epsilon) => createGridCell(epsilon, request));
  let zeroGradients = 0;

  const rows = Math.max(1, Math.floor(request.batchSize / request.attackSamples));
  for (let first = 0; first < count; first += rows) {
    const size = Math.min(rows, count - first);
    zeroGradients += await attackBatch(request, first, size, clean, cells);
    request.onProgress({ attacked: first + size, judged: first + size, cells });
  }
  return { clean, cells, zeroGradients };
}

/** Fills the cells' parts of images `first` to `first + rows`; returns how many of these have a zero gradient. */
async function attackBatch(
  request: GridRequest,
  first: number,
  rows: number,
  clean: GridCell,
  cells: readonly GridCell[],
): Promise<number> {
  const { attack, model, target, images, classes } = request;
  const range = listRange(first, rows);
  const batch = gatherImages(images, range);
  const labels = tf.tensor1d(gatherLabels(images, range), 'int32');
  const gradient = createLossGradient(target, {
    labels,
    classes,
    firstExample: first,
    sampleKeys: gradientKeys(request.attackSeed, request.attackSamples),
  });
  const firstGradient = gradient(batch, 0);
  const zeroGradients = countZeroGradients(firstGradient);

  const examples = await sweepEpsilons(attack, batch, request.epsilons, {
    gradient: reuseFirstGradient(gradient, batch, firstGradient),
    startNoise: createStartNoise(request.attackSeed, first, batch.shape),
    onGradient: async (share) => {
      request.onProgress({ attacked: first + share * rows, judged: first, cells });
      // Lets the process hear its signals; the engine's calls block it.
      await setImmediate();
      request.signal.throwIfAborted();
    },
  });

  const keys = evaluationKeys(request.evaluationSeed, request.evaluationSamples);
  const kept = Math.max(0, Math.min(rows, request.keepExamples - first));
  for (const distinct of new Set([batch, ...examples])) {
    const part = readCellPart(predictMean(model, distinct, first, keys), distinct, batch, kept);
    checkFinite(part, first);
    if (distinct === batch) fillGridCell(clean, part, first);
    examples.forEach((example, index) => {
      if (example === distinct) fillGridCell(cells[index]!, part, first);
    });
  }
  tf.dispose([batch, labels, firstGradient, ...new Set(examples)]);
  return zeroGradients;
}

/** Spares attacks that start at the clean images their first gradient: it has been counted already. */
function reuseFirstGradient(gradient: LossGradient, batch: Tensor4D, first: Tensor4D): LossGradient {
  return (images, step) => (images === batch && step === 0 ? first.clone() : gradient(images, step));
}
