import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { StartNoise, SteppingAttack } from './attack.ts';
import type { LossGradient } from './loss-gradient.ts';

export interface SweepOptions {
  readonly gradient: LossGradient;
  readonly startNoise: StartNoise;
  /**
   * Called after each gradient with the share of them that are done; may wait (so that signals are heard) or throw
   * (to stop).
   */
  readonly onGradient?: (share: number) => Promise<void> | void;
}

/** Examples of some ε's that came out the same; the receiver disposes them. */
export interface SweptExamples {
  readonly epsilons: readonly number[];
  readonly examples: Tensor4D;
}

/** ε's that have had the same iterate so far. */
interface Path {
  readonly epsilons: readonly number[];
  readonly iterate: Tensor4D;
  /** Steps taken. */
  readonly step: number;
}

/**
 * Adversarial examples of one batch for each ε above 0, exactly those that an attack of each ε alone would find: paths
 * of different ε are computed together for as long as they surely coincide (see `SteppingAttack.reach`), which for
 * FGSM is its gradient and for BIM with the study's settings most of the grid. An ε that parts is followed to its end
 * at once, so that two iterates are alive at most, however many ε's there are.
 * @param images [batch, height, width, channels]
 * @param epsilons distinct and above 0
 */
export async function* sweepEpsilons(
  attack: SteppingAttack,
  images: Tensor4D,
  epsilons: readonly number[],
  options: SweepOptions,
): AsyncGenerator<SweptExamples> {
  const pixels = images.size / images.shape[0];
  const gradients = countGradients(attack, epsilons, pixels);
  let done = 0;
  const countGradient = () => options.onGradient?.(++done / gradients);

  for (const group of splitPaths(epsilons, attack.reach(0, pixels))) {
    const iterate = attack.start(images, Math.max(...group), options.startNoise);
    yield* followPath(attack, images, { epsilons: group, iterate, step: 0 }, options, countGradient);
  }
}

/** Follows a path to its end, and before it those that part from it. Disposes the path's iterate. */
async function* followPath(
  attack: SteppingAttack,
  images: Tensor4D,
  begin: Path,
  options: SweepOptions,
  countGradient: () => Promise<void> | void,
): AsyncGenerator<SweptExamples> {
  const pixels = images.size / images.shape[0];
  let path = begin;
  while (path.step < attack.steps) {
    const { iterate, step } = path;
    const gradient = options.gradient(iterate, step);
    await countGradient();
    const groups = splitPaths(path.epsilons, attack.reach(step + 1, pixels));
    const stepTo = (group: readonly number[]): Path => ({
      epsilons: group,
      iterate: attack.step(iterate, images, gradient, Math.max(...group)),
      step: step + 1,
    });
    for (const group of groups.slice(1)) {
      yield* followPath(attack, images, stepTo(group), options, countGradient);
    }
    path = stepTo(groups[0]!);
    tf.dispose(iterate === images ? gradient : [gradient, iterate]);
  }
  yield { epsilons: path.epsilons, examples: path.iterate };
}

function countGradients(attack: SteppingAttack, epsilons: readonly number[], pixels: number): number {
  const steps = Array.from({ length: attack.steps }, (_, step) => step);
  return steps.reduce((sum, step) => sum + splitPaths(epsilons, attack.reach(step, pixels)).length, 0);
}

/** Those above `reach` stay together, each of the others goes its own way. */
function splitPaths(epsilons: readonly number[], reach: number): number[][] {
  const together = epsilons.filter((epsilon) => epsilon > reach);
  const alone = epsilons.filter((epsilon) => epsilon <= reach).map((epsilon) => [epsilon]);
  return together.length > 0 ? [together, ...alone] : alone;
}
