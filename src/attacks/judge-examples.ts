import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { predictedClasses } from '../metrics/predicted-classes.ts';
import type { Evaluation } from './attack.ts';
import { crossEntropy } from './cross-entropy.ts';
import { createTargetEvaluation } from './evaluate-target.ts';
import type { GridRequest } from './grid-request.ts';
import { evaluationKeys, selectionKeys } from './random-streams.ts';
import type { FindFooled } from './run-search.ts';
import { gatherRows } from './select-rows.ts';

/** Row by row. */
export interface Judgement {
  readonly isFooled: boolean[];
  /** Cross-entropy, nats. */
  readonly losses: number[];
}

interface Judge {
  /** @param examples [rows, height, width, channels], of these rows of the batch */
  (examples: Tensor4D, rows: Int32Array): Judgement;
  readonly findFooled: FindFooled;
}

/**
 * What the attacker chooses between its examples by: the prediction that will be judged where it attacks the judged
 * model itself, else that of the surrogate, averaged over as many samples as its gradients.
 */
export function createJudge(
  request: GridRequest,
  { labels, first }: { readonly labels: Int32Array; readonly first: number },
): Judge {
  const { target, model, attackSeed, attackSamples, evaluationSeed, evaluationSamples } = request;
  const keys =
    target === model
      ? evaluationKeys(evaluationSeed, evaluationSamples)
      : selectionKeys(attackSeed, attackSamples);
  // One sample a pass, as the judged prediction is made, so that both have the same bits.
  const evaluate = createTargetEvaluation(target, {
    labels,
    firstExample: first,
    sampleKeys: () => keys,
    batchSize: 1,
    isJudgement: true,
  });
  const findWrong = (logProbabilities: Tensor2D, rows: Int32Array): boolean[] => {
    const [, classes] = logProbabilities.shape;
    const predicted = predictedClasses({ values: logProbabilities.dataSync<'float32'>(), classes });
    return Array.from(rows, (row, position) => predicted[position] !== labels[row]);
  };
  const judge = (examples: Tensor4D, rows: Int32Array): Judgement => {
    const judged = evaluate(examples, rows, 0, { loss: crossEntropy, usesGradient: false });
    const isFooled = findWrong(judged.logProbabilities, rows);
    const losses = [...judged.losses.dataSync()];
    judged.logProbabilities.dispose();
    judged.losses.dispose();
    return { isFooled, losses };
  };
  const findFooled = ({ logProbabilities }: Evaluation, images: Tensor4D, rows: Int32Array): boolean[] => {
    const isWrong = findWrong(logProbabilities, rows);
    if (!target.bayesian || !isWrong.includes(true)) return isWrong;
    // A step's few samples are no judgement: what they find wrong is looked at by the judge.
    const suspects = Int32Array.from(rows.keys()).filter((position) => isWrong[position]);
    const suspected = gatherRows(images, suspects);
    const confirmed = judge(
      suspected,
      suspects.map((position) => rows[position]!),
    ).isFooled;
    suspected.dispose();
    for (const [index, position] of suspects.entries()) isWrong[position] = confirmed[index]!;
    return isWrong;
  };
  return Object.assign(judge, { findFooled });
}
