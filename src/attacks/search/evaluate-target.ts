import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { listRange } from '../../datasets/image-set.ts';
import { fewestExamplesOfGraph, runAsGraph } from '../../engines/index.ts';
import { logMeanExp } from '../../metrics/log-mean-exp.ts';
import type { Model, NoiseBlock } from '../../networks/model.ts';
import type { PhiloxKey } from '../../random/philox.ts';
import type { Evaluation, LossFunction } from '../attack.ts';
import { differentiateAtOnce, differentiateInParts, predictSamples } from './mean-gradient.ts';
import { createNoiseBlocks, isWholeBatch, takeNoise } from './random-streams.ts';
import { disposeTensors, gatherRows, mapTensors, splitInParts } from './rows.ts';

/** What is asked of the model besides its prediction. */
interface EvaluatedLoss {
  readonly loss: LossFunction;
  readonly usesGradient: boolean;
}

/**
 * Evaluates the attacked model at images [rows, height, width, channels]. The caller disposes the tensors it returns.
 * @param rows the examples of the batch that the images are variants of, in increasing order
 * @param step number of the attack's step. It decides which posterior samples are drawn, the same for every ε
 */
export type EvaluateTarget = (
  images: Tensor4D,
  rows: Int32Array,
  step: number,
  evaluated: EvaluatedLoss,
) => Evaluation;

export interface TargetOptions {
  /** [batch] */
  readonly labels: Int32Array;
  /** Index in the dataset of the batch's first example. The others follow it. */
  readonly firstExample: number;
  /** Keys of the K posterior samples that a step averages over. One for a deterministic network. */
  readonly sampleKeys: (step: number) => readonly PhiloxKey[];
  /** Whether the prediction must have the bits of predictMean, which computes op by op and never fills up a batch. */
  readonly isJudgement?: boolean;
  /** Most images in one pass. Where K · rows is larger, the samples are computed in parts, with two forward passes each. */
  readonly batchSize: number;
}

/**
 * Makes the function that evaluates L(ℓ(x), y), where ℓ = log of the mean over K samples of softmax(logits). This is the
 * expected prediction of a Bayesian network (Zimmermann 2019, arXiv 1907.00895), which the gradient of one sample does
 * not see. The gradient is that of the sum over examples, not of the mean: an example's gradient must not depend on its
 * batch.
 */
export function createTargetEvaluation(model: Model, options: TargetOptions): EvaluateTarget {
  const evaluate = createRowsEvaluation(model, options);
  return options.isJudgement ? evaluate : fillUp(evaluate, options.labels.length);
}

/** Evaluates rows as they come, also repeated ones. Runs as a graph where there are enough rows and it is no judgement. */
function createRowsEvaluation(model: Model, options: TargetOptions): EvaluateTarget {
  const { labels, firstExample, sampleKeys, batchSize, isJudgement = false } = options;
  /** The noise of the whole batch at the last step, which different ε's, and a query and its incumbent, share. */
  let whole: { readonly step: number; readonly blocks: readonly NoiseBlock[] } | undefined;
  return (images, rows, step, { loss, usesGradient }) => {
    const keys = sampleKeys(step);
    const samplesAtOnce = Math.max(1, Math.floor(batchSize / rows.length));
    const isAtOnce = keys.length <= samplesAtOnce;
    const isWhole = isAtOnce && isWholeBatch(rows, labels.length);
    if (isWhole) {
      if (whole?.step !== step) whole = { step, blocks: createNoiseBlocks(keys, rows, firstExample) };
      model.keepNoise?.(whole.blocks);
    }
    // A few rows never run as a graph, and with blocks of their own they draw no noise that they do not need.
    const isGraph = !isJudgement && rows.length >= fewestExamplesOfGraph;
    const blocksOf = (some: readonly PhiloxKey[]): readonly NoiseBlock[] => {
      // All samples are in one pass here, so `some` are all keys.
      if (isWhole) return whole!.blocks;
      return isGraph
        ? takeNoise(some, rows, firstExample, labels.length)
        : createNoiseBlocks(some, rows, firstExample);
    };
    const predict = (x: tf.Tensor, some: readonly PhiloxKey[]) =>
      predictSamples(model, x, some.length, blocksOf(some));
    const evaluate = (): Evaluation => {
      const ownLabels = tf.tensor1d(
        rows.map((row) => labels[row]!),
        'int32',
      );
      if (usesGradient && isAtOnce) {
        return { ...differentiateAtOnce(images, (x) => predict(x, keys), loss, ownLabels) };
      }
      const parts = splitInParts(keys, samplesAtOnce);
      const samples = tf.concat(parts.map((part) => predict(images, part))); // [K, rows, classes]
      if (usesGradient) {
        return { ...differentiateInParts(images, parts, samples, predict, loss, ownLabels) };
      }
      const logProbabilities = logMeanExp(samples) as Tensor2D;
      return { logProbabilities, losses: loss(logProbabilities, ownLabels) };
    };
    if (!isGraph) return tf.tidy(evaluate as () => never) as Evaluation;
    const { network } = model;
    const name = [network, images.shape, keys.length, samplesAtOnce, nameLoss(loss), usesGradient].join();
    return runAsGraph(name, rows.length, evaluate);
  };
}

/** Evaluates only a few sizes of batches: the last row is repeated up to the next of them, and the copies are cut off. */
function fillUp(evaluate: EvaluateTarget, batch: number): EvaluateTarget {
  return (images, rows, step, evaluated) => {
    const size = paddedSize(rows.length, batch);
    if (size === rows.length) return evaluate(images, rows, step, evaluated);
    const places = listRange(0, size).map((place) => Math.min(place, rows.length - 1));
    const filled = gatherRows(images, places);
    const filledRows = places.map((place) => rows[place]!);
    const evaluation = evaluate(filled, filledRows, step, evaluated);
    filled.dispose();
    const own = mapTensors(evaluation, (tensor) => gatherRows(tensor, listRange(0, rows.length)));
    disposeTensors(evaluation);
    return own;
  };
}

/** Each padded size is this share of the next larger one. */
const SHARE = 0.75;

/**
 * The number of rows that some rows of a batch are filled up to. A search that gives rows up then has graphs for a few
 * sizes instead of one for each number of rows.
 * @param batch number of rows of the whole batch
 * @returns the batch, or three quarters of the size above; `rows` itself where they are too few for a graph
 */
export function paddedSize(rows: number, batch: number): number {
  if (rows < fewestExamplesOfGraph) return rows;
  let size = batch;
  for (;;) {
    const smaller = Math.ceil(size * SHARE);
    if (smaller < rows || smaller === size) return size;
    size = smaller;
  }
}

const lossNames = new WeakMap<LossFunction, number>();
let losses = 0;

/**
 * A number for each loss function. Graphs are looked up by name, and a graph joins ops in its own way, so two losses must
 * never share a name: the bits of one would depend on which of them came first.
 */
function nameLoss(loss: LossFunction): number {
  const known = lossNames.get(loss) ?? ++losses;
  lossNames.set(loss, known);
  return known;
}
