import * as tf from '@tensorflow/tfjs-core';
import { type Adam, type AdamState, BETA_1, BETA_2, EPSILON, SLOTS, type Slot } from './adam-state.ts';

type Slots = { readonly shape: readonly number[] } & Record<Slot, Float32Array>;

/**
 * Adam for an engine without a fused op and without variables: one pass over arrays in JavaScript. Composed ops would pass
 * over the memory twelve times. Parameters are new tensors after each step, because the engine wasm keeps prepared copies
 * of a tensor by its id.
 */
export function createHostAdam(state: AdamState, weightDecay: number): Adam {
  let step = state.step;
  const parameters = new Map(
    [...state.parameters].map(([name, { shape, ...contents }]): [string, Slots] => {
      const count = tf.util.sizeFromShape([...shape]);
      const slots = SLOTS.map((slot) => [slot, contents[slot]?.slice() ?? new Float32Array(count)]);
      return [name, { shape, ...(Object.fromEntries(slots) as Record<Slot, Float32Array>) }];
    }),
  );

  return {
    read: () =>
      new Map(
        [...parameters].map(([name, { shape, value }]) => [name, tf.tensor(value.slice(), [...shape])]),
      ),
    apply: (gradients, learningRate) => {
      step += 1;
      for (const [name, slots] of parameters) {
        const gradient = gradients.get(name);
        if (gradient === undefined) throw new RangeError(`No gradient for ${name}`);
        applyStep(slots, gradient.dataSync<'float32'>(), learningRate, weightDecay, step);
      }
    },
    save: () => ({
      step,
      parameters: new Map(
        [...parameters].map(([name, { shape, value, mean, square }]) => [
          name,
          { shape, value: value.slice(), mean: mean.slice(), square: square.slice() },
        ]),
      ),
    }),
    dispose: () => parameters.clear(),
  };
}

/** value ← (1 − rate · λ) · value − rate · m̂ / (√v̂ + ε), where m̂ and v̂ are the bias-corrected running means. */
function applyStep(
  { value, mean, square }: Slots,
  gradient: Float32Array,
  learningRate: number,
  weightDecay: number,
  step: number,
): void {
  const rate = learningRate / (1 - BETA_1 ** step);
  const rootCorrection = Math.sqrt(1 - BETA_2 ** step);
  const kept = 1 - learningRate * weightDecay;
  for (let i = 0; i < value.length; i++) {
    const g = gradient[i]!;
    const m = BETA_1 * mean[i]! + (1 - BETA_1) * g;
    const v = BETA_2 * square[i]! + (1 - BETA_2) * g * g;
    mean[i] = m;
    square[i] = v;
    value[i] = kept * value[i]! - (rate * m) / (Math.sqrt(v) / rootCorrection + EPSILON);
  }
}
