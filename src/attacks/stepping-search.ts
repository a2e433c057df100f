import type { SearchAttack, StartNoise, SteppingAttack } from './attack.ts';
import { crossEntropy } from './cross-entropy.ts';
import { gatherRows } from './select-rows.ts';

/**
 * A stepping attack as a search, for when rows may be given up on the way.
 * @param noise of the whole batch
 * @param rows of the batch that the search begins with
 */
export function searchBySteps(attack: SteppingAttack, noise: StartNoise, rows: Int32Array): SearchAttack {
  return {
    ...attack,
    kind: 'search',
    evaluations: attack.steps,
    loss: crossEntropy,
    usesGradient: true,
    begin: ({ images, epsilon }) => ({
      query: attack.start(images, epsilon, {
        uniform: () => gatherRows(noise.uniform(), rows),
        normal: () => gatherRows(noise.normal(), rows),
        radius: () => gatherRows(noise.radius(), rows),
      }),
    }),
    advance: ({ query }, { gradient }, { images, epsilon }) => ({
      query: attack.step(query, images, gradient!, epsilon),
    }),
    examples: ({ query }) => query,
  };
}
