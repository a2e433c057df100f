import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { StartNoise, SteppingAttack } from './attack.ts';
import type { LossGradient } from './loss-gradient.ts';
import { splitInParts } from './split-in-parts.ts';

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
}

/** Paths followed side by side: enough for what they share at a step, few enough for their images to take little memory. */
const mostPaths = 32;

/**
 * Adversarial examples of one batch for each ε above 0, exactly those that an attack of each ε alone would find: paths
 * of different ε are computed together for as long as they surely coincide (see `SteppingAttack.reach`), which for
 * FGSM is its gradient and for BIM with the study's settings most of the grid. Paths that parted go on step by step
 * beside each other, as they draw the same posterior samples at a step; those beyond `mostPaths` wait for their turn.
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

  for (const groups of splitInParts(splitPaths(epsilons, attack.reach(0, pixels)), mostPaths)) {
    const paths = groups.map((group) => ({
      epsilons: group,
      iterate: attack.start(images, Math.max(...group), options.startNoise),
    }));
    yield* followPaths(attack, images, { paths, step: 0 }, options, countGradient);
  }
}

/** Follows paths to their end, and before them those for which there is no place. Disposes the paths' iterates. */
async function* followPaths(
  attack: SteppingAttack,
  images: Tensor4D,
  begin: { readonly paths: readonly Path[]; readonly step: number },
  options: SweepOptions,
  countGradient: () => Promise<void> | void,
): AsyncGenerator<SweptExamples> {
  const pixels = images.size / images.shape[0];
  let { paths } = begin;
  for (let { step } = begin; step < attack.steps; step++) {
    const next: Path[] = [];
    for (const { epsilons, iterate } of paths) {
      const gradient = options.gradient(iterate, step);
      await countGradient();
      for (const group of splitPaths(epsilons, attack.reach(step + 1, pixels))) {
        next.push({
          epsilons: group,
          iterate: attack.step(iterate, images, gradient, Math.max(...group)),
        });
      }
      tf.dispose(iterate === images ? gradient : [gradient, iterate]);
    }
    const [followed = [], ...waiting] = splitInParts(next, mostPaths);
    for (const part of waiting) {
      yield* followPaths(attack, images, { paths: part, step: step + 1 }, options, countGradient);
    }
    paths = followed;
  }
  for (const { epsilons, iterate } of paths) yield { epsilons, examples: iterate };
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
