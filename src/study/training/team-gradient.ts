import * as tf from '@tensorflow/tfjs-core';
import type { BatchGradient } from './gradient.ts';
import type { ParameterVector } from './parameter-vectors.ts';
import type { Team } from './team.ts';

/**
 * A mini-batch's gradient of those of its shares: a mean over the shares, each counted by its images.
 * @param own of this member's share, disposed of; undefined for a share without images
 * @param weight images of the share / images of the mini-batch
 * @returns the same bits for every member; the caller disposes of its gradients
 */
export async function averageGradients(
  team: Team,
  vectors: readonly ParameterVector[],
  own: BatchGradient | undefined,
  weight: number,
): Promise<BatchGradient> {
  if (team.size === 1 && own !== undefined) return own;
  const sizes = vectors.map(({ members }) => members.reduce((sum, { size }) => sum + size, 0));
  const message = new Float32Array(2 + sizes.reduce((sum, size) => sum + size, 0));
  if (own !== undefined) {
    message[0] = own.loss * weight;
    message[1] = own.correct;
    forEachPart(message, vectors, sizes, (part, { name }) => {
      const values = own.gradients.get(name)!.dataSync<'float32'>();
      for (let index = 0; index < part.length; index += 1) part[index] = values[index]! * weight;
    });
    tf.dispose([...own.gradients.values()]);
  }
  const total = await team.sum(message);
  const gradients = new Map<string, tf.Tensor>();
  forEachPart(total, vectors, sizes, (part, { name, members }) => {
    gradients.set(name, tf.tensor(part, members.length === 1 ? [...members[0]!.shape] : [part.length]));
  });
  return { loss: total[0]!, correct: total[1]!, gradients };
}

/** Behind the loss and the count of right images, the vectors end to end. */
function forEachPart(
  message: Float32Array,
  vectors: readonly ParameterVector[],
  sizes: readonly number[],
  use: (part: Float32Array, vector: ParameterVector) => void,
): void {
  let offset = 2;
  for (const [index, vector] of vectors.entries()) {
    use(message.subarray(offset, offset + sizes[index]!), vector);
    offset += sizes[index]!;
  }
}
