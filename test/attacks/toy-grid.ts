import { computeGrid, type Grid } from '../../src/attacks/grid/compute-grid.ts';
import type { GridRequest } from '../../src/attacks/grid/grid-request.ts';
import { createAttack } from '../../src/attacks/methods/registry.ts';
import type { ImageSet } from '../../src/datasets/image-set.ts';
import { createToyModel, toyClasses } from './toy-model.ts';

/** Images of the toy model, the same on every run. */
export function createToyTestImages(count: number): ImageSet {
  const pixels = Float32Array.from({ length: count * 4 }, (_, i) => ((i * 7919) % 1009) / 1009);
  return {
    count,
    height: 1,
    width: 1,
    channels: 4,
    pixels,
    labels: Uint8Array.from({ length: count }, (_, i) => (i * 5) % toyClasses),
  };
}

/** A grid over the toy model, with what a test does not care about filled in. */
export function computeToyGrid(request: Partial<GridRequest>): Promise<Grid> {
  const model = request.model ?? createToyModel();
  const images = request.images ?? createToyTestImages(5);
  return computeGrid({
    attack: createAttack('fgsm', {}),
    epsilons: [0.1],
    model,
    target: model,
    attackSamples: 1,
    evaluationSamples: 1,
    images,
    classes: toyClasses,
    count: images.count,
    attackSeed: 1,
    evaluationSeed: 2,
    batchSize: 3,
    dropFooled: false,
    keepExamples: 0,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...request,
  });
}

/** Every kind of attack, with settings that make projections bite within the grid's epsilons. */
export const gridAttacks = [
  createAttack('fgsm', {}),
  createAttack('bim', { alpha: 0.02, steps: 5 }),
  createAttack('pgd-linf', { alpha: 0.02, steps: 3, randomStart: true }),
  createAttack('pgd-linf', { alpha: 0.02, steps: 5, randomStart: false }),
  createAttack('pgd-l2', { alpha: 0.05, steps: 5, randomStart: false }),
  createAttack('pgd-l2', { alpha: 0.05, steps: 3, randomStart: true }),
  createAttack('pgd-linf', { relativeAlpha: 2.5, steps: 4, restarts: 2 }),
  createAttack('bim', { relativeAlpha: 2, steps: 3 }),
  createAttack('mi-fgsm', { steps: 4 }),
  createAttack('apgd-ce', { steps: 6 }),
  createAttack('apgd-dlr', { steps: 6, randomStart: false }),
  createAttack('square', { queries: 8, restarts: 2 }),
  createAttack('noise', { restarts: 2 }),
];

/** Epsilons at, just above and far from what so many steps reach. */
export const gridEpsilons = [0, 0.02, 0.0200001, 0.04, 0.05, 0.1, 0.3, 1];
