import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { listRange } from '../datasets/image-set.ts';
import type { SearchAttack } from './attack.ts';
import { type AttackedBatch, createRunEvaluation } from './attacked-batch.ts';
import type { GridRequest } from './grid-request.ts';
import { createJudge, type Judgement } from './judge-examples.ts';
import { createSearchNoise, createStartNoise } from './random-streams.ts';
import { type FindFooled, runSearch } from './run-search.ts';
import { gatherRows, replaceRows } from './select-rows.ts';
import { searchBySteps } from './stepping-search.ts';

/**
 * Runs the attack `restarts` times. Each example keeps the first that is misclassified, else the one of highest loss,
 * by the samples that the attacker judges with.
 */
export async function attackInRuns(
  request: GridRequest,
  batch: AttackedBatch,
  epsilon: number,
  restarts: number,
  onShare: (share: number) => Promise<void>,
): Promise<Tensor4D> {
  const judge = createJudge(request, batch);
  const all = listRange(0, batch.labels.length);
  let rows = all;
  let examples = batch.images.clone();
  if (request.dropFooled) {
    const { isFooled } = judge(examples, rows);
    rows = rows.filter((row) => !isFooled[row]);
  }
  const best: Judgement = { isFooled: [], losses: [] };
  for (let restart = 0; restart < restarts && rows.length > 0; restart++) {
    const found = await runOnce({
      ...{ request, batch, epsilon, rows, restart },
      findFooled: judge.findFooled,
      onEvaluation: (share) => onShare((restart + share) / restarts),
    });
    const attacked = replaceRows(examples, rows, found);
    found.dispose();
    if (restarts === 1) {
      examples.dispose();
      return attacked;
    }
    const judged = judge(attacked, all);
    const better = rows.filter(
      (row) =>
        restart === 0 ||
        (!best.isFooled[row] && (judged.isFooled[row] || judged.losses[row]! > best.losses[row]!)),
    );
    for (const row of better) {
      best.isFooled[row] = judged.isFooled[row]!;
      best.losses[row] = judged.losses[row]!;
    }
    const before = examples;
    examples = tf.tidy(() => replaceRows(before, better, gatherRows(attacked, better)));
    tf.dispose([before, attacked]);
    if (request.dropFooled) rows = rows.filter((row) => !best.isFooled[row]);
  }
  return examples;
}

interface Run {
  readonly request: GridRequest;
  readonly batch: AttackedBatch;
  readonly epsilon: number;
  readonly rows: Int32Array;
  /** From 0. */
  readonly restart: number;
  readonly findFooled: FindFooled;
  readonly onEvaluation: (share: number) => Promise<void>;
}

/** One run on some rows: [rows, height, width, channels]. */
function runOnce({
  request,
  batch,
  epsilon,
  rows,
  restart,
  findFooled,
  onEvaluation,
}: Run): Promise<Tensor4D> {
  const { attack, attackSeed, target, classes, dropFooled } = request;
  const { images, labels, first } = batch;
  const noise = createStartNoise(attackSeed, first, images.shape, restart);
  const search: SearchAttack = attack.kind === 'search' ? attack : searchBySteps(attack, noise, rows);
  return runSearch(search, {
    images,
    labels,
    rows,
    evaluate: createRunEvaluation(request, batch, restart),
    problem: {
      classes,
      epsilon,
      restart,
      stochastic: target.bayesian,
      ...createSearchNoise(attackSeed, first, labels.length, restart),
    },
    findFooled: dropFooled ? findFooled : undefined,
    onEvaluation,
  });
}
