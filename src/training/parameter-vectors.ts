import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../networks/network.ts';
import { listParameters, type ParameterSpec } from '../networks/parameters.ts';
import { type AdamState, SLOTS } from './adam-state.ts';

/**
 * Parameters kept end to end in one vector, so that an op on them all is one call: on small tensors an op takes longer
 * to call than to compute. A large one is alone and keeps its shape, for joining and parting are copies.
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

/** Elements of the largest parameter that shares a vector. */
const LARGEST_SHARED = 2 ** 16;

/** The vectors of a network's parameters: every parameter is a member of one. */
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

/** Of vectors by name, parameters by name; differentiable. */
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

/** The optimiser's state with vectors for parameters. */
export function joinState(vectors: readonly ParameterVector[], { step, parameters }: AdamState): AdamState {
  const joined = vectors.map(({ name, members }) => {
    const parts = members.map((member) => parameters.get(member.name)!);
    const slots = SLOTS.map((slot) => {
      const whole = new Float32Array(members.reduce((sum, { size }) => sum + size, 0));
      let offset = 0;
      for (const [index, { size }] of members.entries()) {
        // A slot that is left out starts at 0.
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
