import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { predictedClasses } from '../../metrics/predicted-classes.ts';
import type { Evaluation } from '../attack.ts';
import { crossEntropy } from '../losses.ts';
import type { AttackedBatch, AttackRequest } from './attack-request.ts';
import { createTargetEvaluation } from './evaluate-target.ts';
import { evaluationKeys, selectionKeys } from './random-streams.ts';
import { disposeTensors, gatherRows } from './rows.ts';
import type { FindFooled } from './run-search.ts';

/** What an attacker finds out about examples, row by row. */
export interface ExampleScores {
  readonly isFooled: boolean[];
  /** Cross-entropy, nats. */
  readonly losses: number[];
}

/** How an attacker chooses between its own examples. */
export interface Selection {
  /** @param examples [rows, height, width, channels], variants of these rows of the batch */
  score(examples: Tensor4D, rows: Int32Array): ExampleScores;
  /** Which rows are misclassified for good, so that the search may give them up. */
  readonly findFooled: FindFooled;
}

/**
 * Makes the attacker's way to choose. The posterior samples that it uses are decided here: those of the judgement where
 * the judged model itself is attacked, else samples of the surrogate, as many as its gradients average over.
 */
export function createSelection(
  request: AttackRequest,
  { labels, first }: Pick<AttackedBatch, 'labels' | 'first'>,
): Selection {
  const { target, model, attackSeed, attackSamples, evaluationSeed, evaluationSamples } = request;
  const keys =
    target === model
      ? evaluationKeys(evaluationSeed, evaluationSamples)
      : selectionKeys(attackSeed, attackSamples);
  // One sample in a pass, as the judged prediction is made, so that both have the same bits.
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
  const score = (examples: Tensor4D, rows: Int32Array): ExampleScores => {
    const evaluation = evaluate(examples, rows, 0, { loss: crossEntropy, usesGradient: false });
    const isFooled = findWrong(evaluation.logProbabilities, rows);
    const losses = [...evaluation.losses.dataSync()];
    disposeTensors(evaluation);
    return { isFooled, losses };
  };
  const findFooled = ({ logProbabilities }: Evaluation, images: Tensor4D, rows: Int32Array): boolean[] => {
    const isWrong = findWrong(logProbabilities, rows);
    if (!target.bayesian || !isWrong.includes(true)) return isWrong;
    // A step has too few samples to decide. What they find wrong is looked at again with all of them.
    const suspects = Int32Array.from(rows.keys()).filter((position) => isWrong[position]);
    const suspected = gatherRows(images, suspects);
    const confirmed = score(
      suspected,
      suspects.map((position) => rows[position]!),
    ).isFooled;
    suspected.dispose();
    for (const [index, position] of suspects.entries()) isWrong[position] = confirmed[index]!;
    return isWrong;
  };
  return { score, findFooled };
}
