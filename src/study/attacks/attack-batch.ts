import { setImmediate } from 'node:timers/promises';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { SearchAttack } from './attack.ts';
import { createTargetEvaluation, type EvaluateTarget } from './evaluate-target.ts';
import type { GridRequest } from './grid-request.ts';
import { createJudge, type Judgement } from './judge-examples.ts';
import { createLossGradient, type LossGradient } from './loss-gradient.ts';
import { createSearchNoise, createStartNoise, gradientKeys } from './random-streams.ts';
import { runSearch } from './run-search.ts';
import { gatherRows, replaceRows } from './select-rows.ts';
import { searchBySteps } from './stepping-search.ts';
import { type SweptExamples, sweepEpsilons } from './sweep-epsilons.ts';

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

/** Attacks a batch with each ε above 0. Examples are handed out as soon as they are found. */
export async function* attackBatch(
  request: GridRequest,
  batch: AttackedBatch,
): AsyncGenerator<SweptExamples> {
  const { attack, epsilons, dropFooled } = request;
  const attacked = [...new Set(epsilons)].filter((epsilon) => epsilon > 0);
  const restarts = attack.settings.restarts ?? 1;
  if (attack.kind === 'stepping' && restarts === 1 && !dropFooled) {
    yield* sweepEpsilons(attack, batch.images, attacked, {
      gradient: reuseFirstGradient(
        createLossGradient(createRunEvaluation(request, batch, 0), listRows(batch)),
        batch,
      ),
      startNoise: createStartNoise(request.attackSeed, batch.first, batch.images.shape),
      onGradient: (share) => pause(request, batch, share),
    });
    return;
  }
  for (const [index, epsilon] of attacked.entries()) {
    const onShare = (share: number) => pause(request, batch, (index + share) / attacked.length);
    yield { epsilons: [epsilon], examples: await attackInRuns(request, batch, epsilon, restarts, onShare) };
  }
}

/**
 * Runs the attack `restarts` times. Each example keeps the first that is misclassified, else the one of highest loss,
 * by the samples that the attacker judges with.
 */
async function attackInRuns(
  request: GridRequest,
  batch: AttackedBatch,
  epsilon: number,
  restarts: number,
  onShare: (share: number) => Promise<void>,
): Promise<Tensor4D> {
  const judge = createJudge(request, batch);
  let rows = listRows(batch);
  let examples = batch.images.clone();
  if (request.dropFooled) {
    const { isFooled } = judge(examples, rows);
    rows = rows.filter((row) => !isFooled[row]);
  }
  const best: Judgement = { isFooled: [], losses: [] };
  for (let restart = 0; restart < restarts && rows.length > 0; restart++) {
    const found = await runOnce(request, batch, epsilon, rows, restart, (share) =>
      onShare((restart + share) / restarts),
    );
    const attacked = replaceRows(examples, rows, found);
    found.dispose();
    if (restarts === 1) {
      examples.dispose();
      return attacked;
    }
    const judged = judge(attacked, listRows(batch));
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

/** One run on some rows: [rows, height, width, channels]. */
function runOnce(
  request: GridRequest,
  batch: AttackedBatch,
  epsilon: number,
  rows: Int32Array,
  restart: number,
  onEvaluation: (share: number) => Promise<void>,
): Promise<Tensor4D> {
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
    findFooled: dropFooled ? createJudge(request, batch).findFooled : undefined,
    onEvaluation,
  });
}

/** Reports, lets the process hear its signals (the engine's calls block it), and stops where one says so. */
async function pause({ signal }: GridRequest, { onProgress }: AttackedBatch, share: number): Promise<void> {
  onProgress(share);
  await setImmediate();
  signal.throwIfAborted();
}

/** Spares attacks that start at the clean images their first gradient: it is there already. */
function reuseFirstGradient(gradient: LossGradient, { images, firstGradient }: AttackedBatch): LossGradient {
  return (iterate, step) =>
    iterate === images && step === 0 ? firstGradient.clone() : gradient(iterate, step);
}

function listRows({ labels }: AttackedBatch): Int32Array {
  return labels.map((_, row) => row);
}
