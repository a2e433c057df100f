import { setImmediate } from 'node:timers/promises';
import { listRange } from '../datasets/image-set.ts';
import { attackInRuns } from './attack-in-runs.ts';
import { type AttackedBatch, createRunEvaluation } from './attacked-batch.ts';
import type { GridRequest } from './grid-request.ts';
import { createLossGradient, type LossGradient } from './loss-gradient.ts';
import { createStartNoise } from './random-streams.ts';
import { type SweptExamples, sweepEpsilons } from './sweep-epsilons.ts';

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
        createLossGradient(createRunEvaluation(request, batch, 0), listRange(0, batch.labels.length)),
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
