import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Attack, StartNoise } from './attack.ts';
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

/** ε's that have had the same iterate so far. */
interface Path {
  readonly epsilons: readonly number[];
  readonly iterate: Tensor4D;
}

/**
 * Adversarial examples of one batch for each ε, exactly those that an attack of each ε alone would find: paths of
 * different ε are computed together for as long as they surely coincide (see `Attack.reach`), which for FGSM is
 * its gradient and for BIM with the study's settings most of the grid.
 * @param images [batch, height, width, channels]
 * @returns for each ε, in order, its examples. ε = 0 gives `images` itself, and ε's that never parted share a
 *   tensor; the caller disposes those that are not `images`.
 */
export async function sweepEpsilons(
  attack: Attack,
  images: Tensor4D,
  epsilons: readonly number[],
  options: SweepOptions,
): Promise<Tensor4D[]> {
  const attacked = [...new Set(epsilons)].filter((epsilon) => epsilon > 0);
  const pixels = images.size / images.shape[0];
  const examples = new Map<number, Tensor4D>([[0, images]]);
  const gradients = countGradients(attack, attacked, pixels);
  let done = 0;

  let paths: Path[] = splitPaths(attacked, attack.reach(0, pixels)).map((group) => ({
    epsilons: group,
    iterate: attack.start(images, Math.max(...group), options.startNoise),
  }));
  for (let step = 0; step < attack.steps; step++) {
    const next: Path[] = [];
    for (const path of paths) {
      const gradient = options.gradient(path.iterate, step);
      for (const group of splitPaths(path.epsilons, attack.reach(step + 1, pixels))) {
        const iterate = attack.step(path.iterate, images, gradient, Math.max(...group));
        next.push({ epsilons: group, iterate });
      }
      tf.dispose(path.iterate === images ? gradient : [gradient, path.iterate]);
      await options.onGradient?.(++done / gradients);
    }
    paths = next;
  }

  for (const path of paths) for (const epsilon of path.epsilons) examples.set(epsilon, path.iterate);
  return epsilons.map((epsilon) => examples.get(epsilon)!);
}

function countGradients(attack: Attack, epsilons: readonly number[], pixels: number): number {
  const steps = Array.from({ length: attack.steps }, (_, step) => step);
  return steps.reduce((sum, step) => sum + splitPaths(epsilons, attack.reach(step, pixels)).length, 0);
}

/** Those above `reach` stay together, each of the others goes its own way. */
function splitPaths(epsilons: readonly number[], reach: number): number[][] {
  const together = epsilons.filter((epsilon) => epsilon > reach);
  const alone = epsilons.filter((epsilon) => epsilon <= reach).map((epsilon) => [epsilon]);
  return together.length > 0 ? [together, ...alone] : alone;
}
