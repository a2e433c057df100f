import type { Tensor4D } from '@tensorflow/tfjs-core';
import { createTargetEvaluation, type EvaluateTarget } from './evaluate-target.ts';
import type { GridRequest } from './grid-request.ts';
import { gradientKeys } from './random-streams.ts';

export interface AttackedBatch {
  /** [batch, height, width, channels] */
  readonly images: Tensor4D;
  readonly labels: Int32Array;
  /** Index in the dataset of the batch's first example. */
  readonly first: number;
  /** Of the cross-entropy at `images`, by the first step's samples. */
  readonly firstGradient: Tensor4D;
  /** Called as the attack goes on, with the share of it that is done. */
  readonly onProgress: (share: number) => void;
}

/** Evaluates the target as the attack sees it in a run; `restart` decides which samples are drawn. */
export function createRunEvaluation(
  request: GridRequest,
  { labels, first }: Pick<AttackedBatch, 'labels' | 'first'>,
  restart: number,
): EvaluateTarget {
  return createTargetEvaluation(request.target, {
    labels,
    firstExample: first,
    sampleKeys: gradientKeys(request.attackSeed, request.attackSamples, restart),
    batchSize: request.batchSize,
  });
}
