import { setImmediate } from 'node:timers/promises';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { listRange } from '../../datasets/image-set.ts';
import type { AttackedBatch, AttackRequest } from './attack-request.ts';
import { createTargetEvaluation, type EvaluateTarget } from './evaluate-target.ts';
import { createAttackNoise, gradientKeys } from './random-streams.ts';
import { gatherRows, replaceRows } from './rows.ts';
import { type FoundExamples, runSearch } from './run-search.ts';
import { createSelection, type ExampleScores } from './selection.ts';

/**
 * Attacks a batch with each ε above 0, and hands out examples as soon as they are found.
 *
 *     for each ε:
 *       repeat `restarts` times:
 *         examples = the attack's loop                      // run-search.ts
 *         each example keeps the first that is misclassified, else the one of highest loss
 *
 * Stepping attacks without restarts and without giving up search for all ε's at once, because ε's share iterates.
 */
export async function* attackBatch(
  request: AttackRequest,
  batch: AttackedBatch,
): AsyncGenerator<FoundExamples> {
  const { attack, dropFooled } = request;
  const epsilons = [...new Set(request.epsilons)].filter((epsilon) => epsilon > 0);
  const restarts = attack.settings.restarts ?? 1;
  if (attack.kind === 'stepping' && restarts === 1 && !dropFooled) {
    const rows = listRange(0, batch.labels.length);
    const onShare = (share: number) => pause(request, batch, share);
    yield* searchOnce(request, batch, { epsilons, rows, others: batch.images, restart: 0, onShare });
    return;
  }
  for (const [index, epsilon] of epsilons.entries()) {
    const onShare = (share: number) => pause(request, batch, (index + share) / epsilons.length);
    yield {
      epsilons: [epsilon],
      examples: await searchWithRestarts(request, batch, epsilon, restarts, onShare),
    };
  }
}

/** Reports, lets the process hear its signals (the engine's calls block it), and stops where one says so. */
async function pause({ signal }: AttackRequest, { onProgress }: AttackedBatch, share: number): Promise<void> {
  onProgress(share);
  await setImmediate();
  signal.throwIfAborted();
}

/**
 * Searches `restarts` times with one ε. Each example keeps the first result that is misclassified, else the one of
 * highest loss, as the attacker's selection sees it.
 * @returns [batch, height, width, channels]
 */
async function searchWithRestarts(
  request: AttackRequest,
  batch: AttackedBatch,
  epsilon: number,
  restarts: number,
  onShare: (share: number) => Promise<void>,
): Promise<Tensor4D> {
  const selection = createSelection(request, batch);
  const all = listRange(0, batch.labels.length);
  let rows = all;
  let examples = batch.images.clone();
  if (request.dropFooled) {
    const { isFooled } = selection.score(examples, rows);
    rows = rows.filter((row) => !isFooled[row]);
  }
  const best: ExampleScores = { isFooled: [], losses: [] };
  for (let restart = 0; restart < restarts && rows.length > 0; restart++) {
    const before = examples;
    const search = searchOnce(request, batch, {
      ...{ epsilons: [epsilon], rows, others: before, restart },
      findFooled: request.dropFooled ? selection.findFooled : undefined,
      onShare: (share) => onShare((restart + share) / restarts),
    });
    const { examples: attacked } = (await search.next()).value as FoundExamples;
    if (restarts === 1) {
      before.dispose();
      return attacked;
    }
    const scores = selection.score(attacked, all);
    const better = rows.filter(
      (row) =>
        restart === 0 ||
        (!best.isFooled[row] && (scores.isFooled[row] || scores.losses[row]! > best.losses[row]!)),
    );
    for (const row of better) {
      best.isFooled[row] = scores.isFooled[row]!;
      best.losses[row] = scores.losses[row]!;
    }
    examples = tf.tidy(() => replaceRows(before, better, gatherRows(attacked, better)));
    tf.dispose([before, attacked]);
    if (request.dropFooled) rows = rows.filter((row) => !best.isFooled[row]);
  }
  return examples;
}

/** One restart of the attack: its random numbers, its posterior samples, its loop. */
function searchOnce(
  request: AttackRequest,
  batch: AttackedBatch,
  search: Pick<Parameters<typeof runSearch>[1], 'epsilons' | 'rows' | 'others' | 'restart' | 'findFooled'> & {
    readonly onShare: (share: number) => Promise<void>;
  },
): AsyncGenerator<FoundExamples> {
  const { attack, attackSeed, target, classes } = request;
  const { images, labels, first } = batch;
  const { onShare, ...options } = search;
  return runSearch(attack, {
    ...options,
    images,
    labels,
    classes,
    evaluate: createStepEvaluation(request, batch, search.restart),
    firstEvaluation: search.restart === 0 ? batch.firstEvaluation : undefined,
    noise: createAttackNoise(attackSeed, first, images.shape, search.restart),
    stochastic: target.bayesian,
    onEvaluation: onShare,
  });
}

/** Evaluates the target as the attack sees it. The restart decides which posterior samples are drawn. */
export function createStepEvaluation(
  { target, attackSeed, attackSamples, batchSize }: AttackRequest,
  { labels, first }: Pick<AttackedBatch, 'labels' | 'first'>,
  restart: number,
): EvaluateTarget {
  return createTargetEvaluation(target, {
    labels,
    firstExample: first,
    sampleKeys: gradientKeys(attackSeed, attackSamples, restart),
    batchSize,
  });
}
