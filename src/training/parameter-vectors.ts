import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../networks/network.ts';
import { listParameters, type ParameterSpec } from '../networks/parameters.ts';
import { type AdamState, SLOTS } from './adam-state.ts';

/**
 * Parameters that are joined into one vector, so that an op on all of them is one call. On small tensors, calling an op
 * takes longer than computing it. A large parameter stays alone and keeps its shape, because joining and splitting copy.
 */
export interface ParameterVector {
  readonly name: string;
  readonly moment: ParameterSpec['moment'];
  readonly members: readonly Member[];
}

interface Member {
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
}

/** The most elements that a parameter may have to share a vector with others. */
const LARGEST_SHARED = 2 ** 16;

/** The vectors of a network. Each parameter is a member of one of them. */
export function listVectors(network: Network): ParameterVector[] {
  const vectors = new Map<string, { moment: ParameterSpec['moment']; members: Member[] }>();
  for (const { name, moment, shape } of listParameters(network)) {
    const size = tf.util.sizeFromShape([...shape]);
    const vector = size > LARGEST_SHARED ? name : `shared ${moment}`;
    if (!vectors.has(vector)) vectors.set(vector, { moment, members: [] });
    vectors.get(vector)!.members.push({ name, shape, size });
  }
  return [...vectors].map(([name, vector]) => ({ name, ...vector }));
}

/** Splits vectors, by name, into parameters, by name. Differentiable. */
export function partVectors(
  vectors: readonly ParameterVector[],
  contents: ReadonlyMap<string, tf.Tensor>,
): Map<string, tf.Tensor> {
  return new Map(
    vectors.flatMap(({ name, members }) => {
      const content = contents.get(name)!;
      if (members.length === 1) return [[members[0]!.name, content.clone()] as const];
      const sizes = members.map(({ size }) => size);
      return tf.split(content, sizes).map((part, index) => {
        const { name: member, shape } = members[index]!;
        return [member, shape.length === 1 ? part : tf.reshape(part, [...shape])] as const;
      });
    }),
  );
}

/** The optimiser's state, with parameters joined into vectors. */
export function joinState(vectors: readonly ParameterVector[], { step, parameters }: AdamState): AdamState {
  const joined = vectors.map(({ name, members }) => {
    const parts = members.map((member) => parameters.get(member.name)!);
    const slots = SLOTS.map((slot) => {
      const whole = new Float32Array(members.reduce((sum, { size }) => sum + size, 0));
      let offset = 0;
      for (const [index, { size }] of members.entries()) {
        // A part that is left out starts at 0.
        whole.set(parts[index]![slot] ?? [], offset);
        offset += size;
      }
      return [slot, whole];
    });
    const shape = members.length === 1 ? members[0]!.shape : [slots[0]![1]!.length];
    return [name, { shape, ...Object.fromEntries(slots) }] as const;
  });
  return { step, parameters: new Map(joined) };
}

/** The reverse of joinState. */
export function partState(vectors: readonly ParameterVector[], { step, parameters }: AdamState): AdamState {
  const parted = vectors.flatMap(({ name, members }) => {
    const whole = parameters.get(name)!;
    let offset = 0;
    return members.map(({ name: member, shape, size }) => {
      const slots = SLOTS.map((slot) => [slot, whole[slot]!.slice(offset, offset + size)]);
      offset += size;
      return [member, { shape, ...Object.fromEntries(slots) }] as const;
    });
  });
  return { step, parameters: new Map(parted) };
}
