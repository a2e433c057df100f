import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { gatherImages, gatherLabels, listRange } from '../../datasets/image-set.ts';
import { countCorrect } from '../../metrics/count-correct.ts';
import { predictMean } from '../../metrics/predict-mean.ts';
import { predictedClasses } from '../../metrics/predicted-classes.ts';
import { GridError } from '../errors.ts';
import { crossEntropy } from '../losses.ts';
import { attackBatch, createStepEvaluation } from '../search/attack-batch.ts';
import { evaluationKeys } from '../search/random-streams.ts';
import { disposeTensors } from '../search/rows.ts';
import { checkBudget, checkMoved, describeSuspicion } from './check-budget.ts';
import { type CellPart, createGridCell, fillGridCell, type GridCell, readCellPart } from './grid-cell.ts';
import { checkGridRequest, type GridRequest } from './grid-request.ts';
import { type ImageChange, measureChange } from './measure-change.ts';

export interface Grid {
  /** The unattacked images, judged with the same samples. */
  readonly clean: GridCell;
  /** One for each ε, in order. */
  readonly cells: readonly GridCell[];
  /** Number of images at which the target's gradient is exactly zero, so that an attack cannot leave them. */
  readonly zeroGradients: number;
}

/**
 * Attacks the first `count` images with every ε, and judges the model on what comes out.
 *
 * Work is shared between ε's, but a cell's numbers are those of its ε computed alone, bit for bit: batches are the same
 * whichever ε's are asked for, random numbers depend on seed, restart, step, sample and example but not on ε, and ε's share
 * an iterate only while no projection has touched it. For ε = 0 the examples are the clean images. (ε's are not put side
 * by side in one batch: TensorFlow's kernels give other last bits for the rows left over in another batch size, and from
 * about 100 rows on a larger batch takes as long for each image.)
 * @throws GridError, AttackResultError where the attack returns what its ε does not allow, or the signal's reason when it is
 *   aborted
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
  for (const cell of cells) checkCell(request, cell, clean, zeroGradients);
  return { clean, cells, zeroGradients };
}

/** Fills the cells' parts of images `first` to `first + rows`. Returns how many of these have a zero gradient. */
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
  const evaluate = createStepEvaluation(request, { labels, first }, 0);
  const firstEvaluation = evaluate(images, listRange(0, rows), 0, { loss: crossEntropy, usesGradient: true });
  const zeroGradients = countZeroGradients(firstEvaluation.gradient!);

  const keys = evaluationKeys(request.evaluationSeed, request.evaluationSamples);
  const kept = Math.max(0, Math.min(rows, request.keepExamples - first));
  const judge = (examples: Tensor4D, change: ImageChange, filled: readonly GridCell[]) => {
    const part = readCellPart(predictMean(request.model, examples, first, keys), examples, change, kept);
    checkFinite(part, first);
    for (const cell of filled) fillGridCell(cell, part, first);
  };

  judge(images, measureChange(images, images), [clean, ...cells.filter(({ epsilon }) => epsilon === 0)]);
  const onProgress = (share: number) =>
    request.onProgress({ attacked: first + share * rows, judged: first, cells });
  const batch = { images, labels, first, firstEvaluation, onProgress };
  for await (const { epsilons, examples } of attackBatch(request, batch)) {
    const change = measureChange(examples, images);
    checkBudget({ attack: request.attack, epsilon: Math.min(...epsilons), examples, change, first });
    judge(
      examples,
      change,
      cells.filter(({ epsilon }) => epsilons.includes(epsilon)),
    );
    examples.dispose();
  }
  images.dispose();
  disposeTensors(firstEvaluation);
  return zeroGradients;
}

/** Looks for signs that the attack did not do its work, now that all images are judged. */
function checkCell(request: GridRequest, cell: GridCell, clean: GridCell, zeroGradients: number): void {
  const { attack, classes, count, dropFooled, images, warn } = request;
  const right = countCorrect(
    predictedClasses({ values: clean.logProbabilities, classes }),
    images.labels.subarray(0, count),
  );
  checkMoved(attack, cell, Math.max(0, (dropFooled ? right : count) - zeroGradients));
  const suspicion = describeSuspicion(attack, cell);
  if (suspicion !== undefined) warn?.(suspicion);
}

/** Number of examples whose gradient [batch, height, width, channels] is exactly zero everywhere. */
function countZeroGradients(gradient: Tensor4D): number {
  return tf.tidy(() => {
    const largest = tf.max(tf.abs(gradient), [1, 2, 3]);
    return tf.sum(tf.cast(tf.equal(largest, 0), 'int32')).dataSync()[0]!;
  });
}

/**
 * Refuses predictions that are not numbers. They would count as wrong, and a broken model would pass for a weak one.
 * @param firstExample index of the part's first image
 * @throws GridError GRID_NOT_FINITE naming the first such image
 */
function checkFinite(part: CellPart, firstExample: number): void {
  const bad = part.logProbabilities.findIndex((value) => !Number.isFinite(value));
  if (bad === -1) return;
  const classes = part.logProbabilities.length / part.linf.length;
  throw new GridError(
    'GRID_NOT_FINITE',
    `The model's prediction for image ${firstExample + Math.floor(bad / classes)} is not a finite number`,
    'Look at the weights and at the training that made them: its loss has probably diverged.',
  );
}
