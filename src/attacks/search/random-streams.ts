import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { randomNormalRows, randomUniformRows } from '../../engines/index.ts';
import type { NoiseBlock } from '../../networks/model.ts';
import { deriveKey } from '../../random/derive-key.ts';
import type { PhiloxKey } from '../../random/philox.ts';
import type { SearchProblem, StartNoise } from '../attack.ts';

/** The first restart has no number in its streams' names, so its numbers do not depend on how many restarts follow. */
const suffix = (restart: number) => (restart === 0 ? [] : [restart]);

/**
 * Keys of the posterior samples that a step's gradient averages over: fresh ones for each step and restart, the same for
 * every ε.
 * @param samples K
 */
export function gradientKeys(seed: number, samples: number, restart = 0): (step: number) => PhiloxKey[] {
  return (step) =>
    Array.from({ length: samples }, (_, sample) =>
      deriveKey(seed, 'attack', step, sample, ...suffix(restart)),
    );
}

/** Keys of the posterior samples that judge: the first `samples` of one sequence. */
export function evaluationKeys(seed: number, samples: number): PhiloxKey[] {
  return Array.from({ length: samples }, (_, sample) => deriveKey(seed, 'evaluation', sample));
}

/** Keys of the samples by which an attacker who does not see the judged model chooses between its own examples. */
export function selectionKeys(seed: number, samples: number): PhiloxKey[] {
  return Array.from({ length: samples }, (_, sample) => deriveKey(seed, 'selection', sample));
}

/** The random numbers of a batch in one restart: what an attack may draw. */
export type AttackNoise = Pick<SearchProblem, 'uniform' | 'normal'> & { readonly start: StartNoise };

/**
 * Random numbers for consecutive examples. Each example has rows of its own in endless matrices, so its numbers do not
 * depend on its batch.
 * @param firstExample index in the dataset of the batch's first example
 * @param shape of the batch's images, [batch, height, width, channels]
 * @param restart from 0
 */
export function createAttackNoise(
  seed: number,
  firstExample: number,
  shape: readonly [number, number, number, number],
  restart = 0,
): AttackNoise {
  const [batch, height, width, channels] = shape;
  const drawStart = (
    drawRows: typeof randomUniformRows,
    name: string,
    ...size: [number, number, number]
  ): Tensor4D =>
    tf.tidy(() => {
      const key = deriveKey(seed, 'start', name, ...suffix(restart));
      const values = size.reduce((product, length) => product * length, 1);
      return tf.reshape(drawRows(firstExample, batch, values, key), [batch, ...size]) as Tensor4D;
    });
  const drawStep =
    (drawRows: typeof randomUniformRows, name: string) =>
    (draw: number, size: number): Tensor2D =>
      drawRows(firstExample, batch, size, deriveKey(seed, 'search', name, restart, draw));
  return {
    start: {
      uniform: () => drawStart(randomUniformRows, 'uniform', height, width, channels),
      normal: () => drawStart(randomNormalRows, 'normal', height, width, channels),
      radius: () => drawStart(randomUniformRows, 'radius', 1, 1, 1),
    },
    uniform: drawStep(randomUniformRows, 'uniform'),
    normal: drawStep(randomNormalRows, 'normal'),
  };
}

/**
 * The noise of a forward pass over some rows of a batch: one block for each key and each stretch of neighbouring rows.
 * @param rows in increasing order
 * @param firstExample index in the dataset of the batch's first example
 */
export function createNoiseBlocks(
  keys: readonly PhiloxKey[],
  rows: Int32Array,
  firstExample: number,
): NoiseBlock[] {
  const stretches: { firstExample: number; count: number }[] = [];
  let expected = -1;
  for (const row of rows) {
    if (row === expected) stretches.at(-1)!.count += 1;
    else stretches.push({ firstExample: firstExample + row, count: 1 });
    expected = row + 1;
  }
  return keys.flatMap((key) => stretches.map((stretch) => ({ key, ...stretch })));
}

/**
 * The same noise, drawn for the whole batch and taken from it. The ops are then the same whichever rows are asked for,
 * which makes one graph of them, and there are fewer of them where the rows are scattered.
 * @param rows in any order, also repeated
 * @param batch number of rows of the whole batch
 */
export function takeNoise(
  keys: readonly PhiloxKey[],
  rows: Int32Array,
  firstExample: number,
  batch: number,
): NoiseBlock[] {
  if (isWholeBatch(rows, batch)) return createNoiseBlocks(keys, rows, firstExample);
  return keys.map((key) => ({ key, firstExample, count: batch, taken: rows }));
}

/** Whether these are all rows of the batch, in order. */
export function isWholeBatch(rows: Int32Array, batch: number): boolean {
  return rows.length === batch && rows.every((row, position) => row === position);
}
