import { setImmediate } from 'node:timers/promises';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from '../attacks/losses.ts';
import { createTargetEvaluation } from '../attacks/search/evaluate-target.ts';
import { evaluationKeys } from '../attacks/search/random-streams.ts';
import { gatherImages, gatherLabels, type ImageSet, listRange } from '../datasets/image-set.ts';
import type { Model } from '../networks/model.ts';
import { createNormTally, type GradientNorms, type NormTally } from './norm-tally.ts';

export interface GradientNormRequest {
  readonly model: Model;
  readonly images: ImageSet;
  /** How many images are measured, from the first on. */
  readonly count: number;
  /** Numbers K of samples. For a deterministic model only K = 1 is measured. */
  readonly samples: readonly number[];
  readonly seed: number;
  readonly batchSize: number;
  readonly signal: AbortSignal;
  /** Called after each gradient with the share of images done. */
  readonly onProgress: (share: number) => void;
}

/**
 * Measures the size of the loss gradient averaged over K posterior samples, at clean images:
 *
 *   ĝ_K(x) = (1/K) Σₖ ∇ₓ L(x, y, wₖ),   L = −log softmax(f(x; wₖ))_y.
 *
 * Carbone et al. 2020 (arXiv 2002.04359) claim that it vanishes as K grows. This is a plain average of gradients; attacks
 * follow the gradient of log(mean softmax) instead. Samples wₖ are drawn by local reparameterization, as in the study's
 * layers. For every K they are the first K of one sequence, so a larger K only adds samples.
 * @returns one entry for each K, in ascending order; for a deterministic model one entry with K = 1
 */
export async function measureGradientNorms(request: GradientNormRequest): Promise<GradientNorms[]> {
  const { model, images, count, signal } = request;
  const samples = model.bayesian ? [...request.samples].sort((a, b) => a - b) : [1];
  const tallies = samples.map(createNormTally);
  for (let first = 0; first < count; first += request.batchSize) {
    const rows = Math.min(request.batchSize, count - first);
    const range = listRange(first, rows);
    const batch = gatherImages(images, range);
    const labels = gatherLabels(images, range);
    await accumulateBatch(request, { first, batch, labels }, tallies, async (share) => {
      request.onProgress((first + share * rows) / count);
      // The engine's calls block the process; this lets it handle its signals.
      await setImmediate();
      signal.throwIfAborted();
    });
    batch.dispose();
  }
  return tallies.map((tally) => tally.summarize());
}

async function accumulateBatch(
  { model, seed }: GradientNormRequest,
  { first, batch, labels }: { first: number; batch: Tensor4D; labels: Int32Array },
  tallies: readonly NormTally[],
  onGradient: (share: number) => Promise<void>,
): Promise<void> {
  const most = tallies.at(-1)!.samples;
  const keys = evaluationKeys(seed, most);
  const evaluate = createTargetEvaluation(model, {
    labels,
    firstExample: first,
    sampleKeys: (sample) => [keys[sample]!],
    batchSize: labels.length,
  });
  const rows = listRange(0, labels.length);
  let sum = tf.zerosLike(batch);
  const squares = new Float64Array(batch.shape[0]);
  for (let sample = 0; sample < most; sample++) {
    const evaluation = evaluate(batch, rows, sample, { loss: crossEntropy, usesGradient: true });
    const own = evaluation.gradient!;
    tf.dispose([evaluation.logProbabilities, evaluation.losses]);
    readNorms(own).l2.forEach((norm, image) => {
      squares[image]! += norm ** 2;
    });
    const next = tf.add(sum, own) as Tensor4D;
    tf.dispose([sum, own]);
    sum = next;
    const tally = tallies.find(({ samples }) => samples === sample + 1);
    if (tally !== undefined) {
      const mean = tf.div(sum, tally.samples) as Tensor4D;
      const { l2, linf } = readNorms(mean);
      mean.dispose();
      l2.forEach((norm, image) => {
        tally.add(norm, linf[image]!, squares[image]! / tally.samples);
      });
    }
    await onGradient((sample + 1) / most);
  }
  sum.dispose();
}

function readNorms(gradient: Tensor4D): { readonly l2: Float32Array; readonly linf: Float32Array } {
  const l2 = tf.tidy(() => tf.sqrt(tf.sum(tf.square(gradient), [1, 2, 3])));
  const linf = tf.tidy(() => tf.max(tf.abs(gradient), [1, 2, 3]));
  const norms = { l2: l2.dataSync<'float32'>(), linf: linf.dataSync<'float32'>() };
  tf.dispose([l2, linf]);
  return norms;
}
