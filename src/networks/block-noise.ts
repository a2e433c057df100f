import * as tf from '@tensorflow/tfjs-core';
import { randomNormalRows } from '../engines/index.ts';
import { NetworkError } from './errors.ts';
import type { ForwardRandomness } from './forward.ts';
import type { NoiseBlock } from './model.ts';
import { listActivationCounts, type Network } from './network.ts';

/** The most activations that a layer may have to share a draw with others. */
const LARGEST_SHARED = 4096;

/** Where the noise of a layer is: in some columns of a draw. Each draw is a Philox stream. */
interface NoisePlace {
  readonly stream: number;
  readonly column: number;
  /** Of the whole draw. */
  readonly columns: number;
}

/** The draws of a pass by their stream, each [rows, columns] with one row for each example. */
export type NoiseDraws = ReadonlyMap<number, tf.Tensor2D>;

/**
 * The noise of one forward pass, for use in one tidy scope. ζ of an example depends only on (block key, layer, example
 * index). A draw is a Philox stream, and each example is a row of it. Small layers share a draw: it takes a dozen ops, and
 * for small layers calling an op takes longer than computing it.
 * @param drawn what drawAllNoise has made for the same blocks; absent: noise is drawn when a layer needs it
 */
export function drawBlockNoise(
  network: Network,
  blocks: readonly NoiseBlock[],
  drawn?: NoiseDraws,
): ForwardRandomness['noise'] {
  const places = placeLayers(listActivationCounts(network));
  const draws = new Map(drawn);
  return (index, shape) => {
    checkBlocks(blocks, shape[0]!);
    const place = places[index]!;
    const size = shape.slice(1).reduce((product, length) => product * length, 1);
    const draw = draws.get(place.stream) ?? drawRows(blocks, place);
    draws.set(place.stream, draw);
    const own = size === place.columns ? draw : tf.slice2d(draw, [0, place.column], [shape[0]!, size]);
    return tf.reshape(own, [...shape]);
  };
}

/** All draws of a pass, for several passes to use. The caller disposes of them. */
export function drawAllNoise(network: Network, blocks: readonly NoiseBlock[]): NoiseDraws {
  const places = new Map(placeLayers(listActivationCounts(network)).map((place) => [place.stream, place]));
  return new Map([...places].map(([stream, place]) => [stream, drawRows(blocks, place)]));
}

function drawRows(blocks: readonly NoiseBlock[], { stream, columns }: NoisePlace): tf.Tensor2D {
  return tf.tidy(() => {
    const rows = blocks.map(({ key, firstExample, count, taken }) => {
      const drawn = randomNormalRows(firstExample, count, columns, key, stream);
      return taken === undefined ? drawn : tf.gather(drawn, tf.tensor1d(taken, 'int32'));
    });
    return rows.length === 1 ? rows[0]! : tf.concat(rows, 0);
  });
}

function placeLayers(counts: readonly number[]): NoisePlace[] {
  const shared = counts.filter((count) => count <= LARGEST_SHARED).reduce((sum, count) => sum + count, 0);
  let column = 0;
  return counts.map((count, layer): NoisePlace => {
    if (count > LARGEST_SHARED) return { stream: layer + 1, column: 0, columns: count };
    const place = { stream: 0, column, columns: shared };
    column += count;
    return place;
  });
}

function checkBlocks(blocks: readonly NoiseBlock[], batch: number): void {
  const total = blocks.reduce((sum, { count, taken }) => sum + (taken?.length ?? count), 0);
  if (total === batch) return;
  throw new NetworkError(
    'NOISE_BLOCKS_MISMATCH',
    `Noise blocks cover ${total} examples, the batch has ${batch}`,
    { hint: 'Give a Bayesian network blocks whose rows sum to the batch.' },
  );
}
