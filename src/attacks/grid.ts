import * as tf from '@tensorflow/tfjs-core';
import { gatherImages, gatherLabels, listRange } from '../datasets/image-set.ts';
import { predictMean } from '../metrics/predict-mean.ts';
import { attackBatch } from './attack-batch.ts';
import { createRunEvaluation } from './attacked-batch.ts';
import { checkFinite } from './check-finite.ts';
import { checkGridRequest } from './check-grid-request.ts';
import { countZeroGradients } from './count-zero-gradients.ts';
import { createGridCell, fillGridCell, type GridCell, readCellPart } from './grid-cell.ts';
import type { GridRequest } from './grid-request.ts';
import { createLossGradient } from './loss-gradient.ts';
import { evaluationKeys } from './random-streams.ts';

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
 * same whichever ε's are asked for, random numbers depend on seed, restart, step, sample and example and not on ε, and
 * ε's share an iterate only while no projection has touched it. For ε = 0 the examples are the clean images. (ε's are
 * not put side by side in one batch: TensorFlow's kernels give other last bits for the rows left over of another
 * batch size, and a larger batch is no faster an image from about 100 on.)
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
    zeroGradients += await fillBatch(request, first, size, clean, cells);
    request.onProgress({ attacked: first + size, judged: first + size, cells });
  }
  return { clean, cells, zeroGradients };
}

/** Fills the cells' parts of images `first` to `first + rows`; returns how many of these have a zero gradient. */
async function fillBatch(
  request: GridRequest,
  first: number,
  rows: number,
  clean: GridCell,
  cells: readonly GridCell[],
): Promise<number> {
  const range = listRange(first, rows);
  const images = gatherImages(request.images, range);
  const labels = gatherLabels(request.images, range);
  const evaluate = createRunEvaluation(request, { labels, first }, 0);
  const firstGradient = createLossGradient(evaluate, listRange(0, rows))(images, 0);
  const zeroGradients = countZeroGradients(firstGradient);

  const keys = evaluationKeys(request.evaluationSeed, request.evaluationSamples);
  const kept = Math.max(0, Math.min(rows, request.keepExamples - first));
  const judge = (examples: tf.Tensor4D, filled: readonly GridCell[]) => {
    const part = readCellPart(predictMean(request.model, examples, first, keys), examples, images, kept);
    checkFinite(part, first);
    for (const cell of filled) fillGridCell(cell, part, first);
  };

  judge(images, [clean, ...cells.filter(({ epsilon }) => epsilon === 0)]);
  const onProgress = (share: number) =>
    request.onProgress({ attacked: first + share * rows, judged: first, cells });
  for await (const { epsilons, examples } of attackBatch(request, {
    images,
    labels,
    first,
    firstGradient,
    onProgress,
  })) {
    judge(
      examples,
      cells.filter(({ epsilon }) => epsilons.includes(epsilon)),
    );
    if (examples !== images) examples.dispose();
  }
  tf.dispose([images, firstGradient]);
  return zeroGradients;
}
