import type { Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { listRange } from '../datasets/image-set.ts';
import { fewestExamplesOfGraph, logSoftmax, runAsGraph } from '../engines/index.ts';
import { logMeanExp } from '../metrics/log-mean-exp.ts';
import type { Model, NoiseBlock } from '../networks/model.ts';
import type { PhiloxKey } from '../random/philox.ts';
import type { Evaluation, LossFunction } from './attack.ts';
import { createNoiseBlocks, isWholeBatch, takeNoise } from './noise-blocks.ts';
import { paddedSize } from './padded-size.ts';
import { disposeTensors, gatherTensors } from './search-tensors.ts';
import { gatherRows } from './select-rows.ts';
import { splitInParts } from './split-in-parts.ts';

interface EvaluatedLoss {
  readonly loss: LossFunction;
  readonly usesGradient: boolean;
}

/**
 * Evaluates the attacked model at images [rows, height, width, channels], which are variants of the examples `rows` of
 * the batch, in increasing order. The caller disposes the tensors.
 * @param step number of the attack's step: it decides which posterior samples are drawn, the same for every ε
 */
export type EvaluateTarget = (
  images: Tensor4D,
  rows: Int32Array,
  step: number,
  evaluated: EvaluatedLoss,
) => Evaluation;

export interface TargetOptions {
  /** One a row of the batch. */
  readonly labels: Int32Array;
  /** Index in the dataset of the batch's first example; the others follow it. */
  readonly firstExample: number;
  /** Keys of the posterior samples averaged over at a step: K of them. One for a deterministic network. */
  readonly sampleKeys: (step: number) => readonly PhiloxKey[];
  /** Whether its predictions must have the bits of predictMean's, which computes op by op and as many rows as there are. */
  readonly isJudgement?: boolean;
  /** Most images in one pass; where K · rows are more, samples are taken in turns, by two forward passes for one. */
  readonly batchSize: number;
}

/**
 * Makes the evaluation of L(ℓ(x), y), ℓ = log of the mean over K samples of softmax(logits): the expected prediction of
 * a Bayesian network (Zimmermann 2019, arXiv 1907.00895), which a gradient of one sample does not see. The gradient
 * is of the sum over examples, not of the mean, so that an example's does not depend on its batch.
 */
export function createTargetEvaluation(model: Model, options: TargetOptions): EvaluateTarget {
  const evaluate = createRowsEvaluation(model, options);
  return options.isJudgement ? evaluate : fillUp(evaluate, options.labels.length);
}

/** Evaluates rows as they come, also repeated ones; as a graph where they are enough and it is no judgement. */
function createRowsEvaluation(model: Model, options: TargetOptions): EvaluateTarget {
  const { labels, firstExample, sampleKeys, batchSize, isJudgement = false } = options;
  /** Blocks of the whole batch at the last step: different ε, and an attack's two questions at a step, have them in common. */
  let whole: { readonly step: number; readonly blocks: readonly NoiseBlock[] } | undefined;
  return (images, rows, step, { loss, usesGradient }) => {
    const keys = sampleKeys(step);
    const samplesAtOnce = Math.max(1, Math.floor(batchSize / rows.length));
    const isAtOnce = keys.length <= samplesAtOnce;
    const isWhole = isAtOnce && isWholeBatch(rows, labels.length);
    // Then every pass is of all the keys.
    if (isWhole) {
      if (whole?.step !== step) whole = { step, blocks: createNoiseBlocks(keys, rows, firstExample) };
      model.keepNoise?.(whole.blocks);
    }
    // Few rows are run op by op anyway, and blocks draw no more than their noise.
    const isGraph = !isJudgement && rows.length >= fewestExamplesOfGraph;
    const blocksOf = (some: readonly PhiloxKey[]): readonly NoiseBlock[] => {
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

/** Evaluates few sizes of batches: the last row is repeated up to the next of them (see paddedSize), and cut off again. */
function fillUp(evaluate: EvaluateTarget, batch: number): EvaluateTarget {
  return (images, rows, step, evaluated) => {
    const size = paddedSize(rows.length, batch);
    if (size === rows.length) return evaluate(images, rows, step, evaluated);
    const places = listRange(0, size).map((place) => Math.min(place, rows.length - 1));
    const filled = gatherRows(images, places);
    const filledRows = places.map((place) => rows[place]!);
    const evaluation = evaluate(filled, filledRows, step, evaluated);
    filled.dispose();
    const own = gatherTensors(evaluation, listRange(0, rows.length));
    disposeTensors(evaluation);
    return own;
  };
}

const lossNames = new WeakMap<LossFunction, number>();
let losses = 0;

/** Of each function its own: were one of two losses under a name no graph, the other's bits would depend on which came first. */
function nameLoss(loss: LossFunction): number {
  const known = lossNames.get(loss) ?? ++losses;
  lossNames.set(loss, known);
  return known;
}

/** [samples, rows, classes], a sample a key. */
function predictSamples(
  model: Model,
  images: tf.Tensor,
  samples: number,
  noise: readonly NoiseBlock[],
): Tensor3D {
  return tf.tidy(() => {
    const copies = samples === 1 ? images : tf.concat(Array.from({ length: samples }, () => images));
    const logits = model.logits(copies as Tensor4D, noise);
    return tf.reshape(logSoftmax(logits as tf.Tensor), [samples, images.shape[0]!, -1]) as Tensor3D;
  });
}

function differentiateAtOnce(
  images: Tensor4D,
  predict: (x: tf.Tensor) => Tensor3D,
  loss: LossFunction,
  labels: Tensor1D,
): Evaluation {
  let kept: Tensor2D | undefined;
  const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => {
    const mean = logMeanExp(predict(x)) as Tensor2D;
    kept = tf.keep(mean.clone());
    return loss(mean, labels) as tf.Tensor;
  })(images);
  // What was kept belongs to nobody; its clone belongs to the caller.
  const logProbabilities = kept!.clone();
  kept!.dispose();
  return { logProbabilities, losses: value as Tensor1D, gradient: grad as Tensor4D };
}

/** By the chain rule: ∂L/∂x = Σ_kc ∂L/∂ℓ_c · p_kc / (K p_c) · ∂log p_kc/∂x, a part of the samples after another. */
function differentiateInParts(
  images: Tensor4D,
  parts: readonly (readonly PhiloxKey[])[],
  samples: tf.Tensor,
  predict: (x: tf.Tensor, keys: readonly PhiloxKey[]) => Tensor3D,
  loss: LossFunction,
  labels: Tensor1D,
): Evaluation {
  const logProbabilities = logMeanExp(samples) as Tensor2D;
  const { value: losses, grad: slopes } = tf.valueAndGrad(
    (mean: tf.Tensor) => loss(mean as Tensor2D, labels) as tf.Tensor,
  )(logProbabilities);
  const shares = tf.div(tf.exp(tf.sub(samples, logProbabilities)), samples.shape[0]!);
  const weights = tf.mul(slopes, shares); // [K, rows, classes]
  let gradient = tf.zerosLike(images);
  let first = 0;
  for (const part of parts) {
    const own = tf.slice(weights, first, part.length);
    first += part.length;
    const sum = gradient;
    gradient = tf.tidy(() =>
      tf.add(sum, tf.grad((x: tf.Tensor) => tf.sum(tf.mul(predict(x, part), own)))(images)),
    );
    sum.dispose();
  }
  return { logProbabilities, losses: losses as Tensor1D, gradient };
}
