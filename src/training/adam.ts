import * as tf from '@tensorflow/tfjs-core';
import { getBackend, getEngineName, type OpAttribute, type TensorflowBackend } from '../engines/backend.ts';
import { boolAttribute, intsAttribute, stringAttribute, typeAttribute } from '../engines/ops/attributes.ts';
import { type Adam, type AdamState, BETA_1, BETA_2, EPSILON, SLOTS, type Slot } from './adam-state.ts';
import { createHostAdam } from './host-adam.ts';

/** An anonymous variable, which TensorFlow frees with its last handle. */
const ANONYMOUS = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/**
 * Parameters and their optimiser, in the form that is fastest on the loaded engine.
 * @param weightDecay λ of AdamW: before each step, values are multiplied by 1 − learning rate · λ
 */
export function createAdam(state: AdamState, weightDecay = 0): Adam {
  return getEngineName() === 'wasm'
    ? createHostAdam(state, weightDecay)
    : createFusedAdam(state, weightDecay);
}

/** One fused TensorFlow op for each parameter, in place. Composed ops would pass over the memory twelve times. */
function createFusedAdam(state: AdamState, weightDecay: number): Adam {
  const backend = getBackend();
  const { binding } = backend;
  const float = (name: string): OpAttribute => typeAttribute(binding, name, 'float32');
  let step = state.step;
  const variables = new Map(
    [...state.parameters].map(([name, parameter]) => {
      const slots = SLOTS.map((slot): [Slot, tf.Tensor] => {
        const { shape } = parameter;
        const values = parameter[slot];
        return [slot, createVariable(backend, values ? tf.tensor(values, [...shape]) : tf.zeros([...shape]))];
      });
      return [name, Object.fromEntries(slots) as Record<Slot, tf.Tensor>];
    }),
  );
  const readVariable = (variable: tf.Tensor): tf.Tensor =>
    backend.executeSingleOutput('ReadVariableOp', [float('dtype')], [variable]);

  // Not in a tf.tidy, which looks for tensors in every element of an array that it returns.
  const copyVariable = (variable: tf.Tensor): Float32Array => {
    const tensor = readVariable(variable);
    const values = tensor.dataSync<'float32'>().slice();
    tensor.dispose();
    return values;
  };

  return {
    read: () => new Map([...variables].map(([name, { value }]) => [name, readVariable(value)])),
    apply: (gradients, learningRate) => {
      step += 1;
      tf.tidy(() => {
        // The op has its ε inside the bias correction. Scaling ε by the correction makes the two forms equal.
        const correction = Math.sqrt(1 - BETA_2 ** step);
        const numbers = [BETA_1 ** step, BETA_2 ** step, learningRate, BETA_1, BETA_2, EPSILON * correction];
        const settings = numbers.map((number) => tf.scalar(number));
        const attributes = [
          float('T'),
          boolAttribute(binding, 'use_locking', false),
          boolAttribute(binding, 'use_nesterov', false),
        ];
        for (const [name, { value, mean, square }] of variables) {
          const gradient = gradients.get(name);
          if (gradient === undefined) throw new RangeError(`No gradient for ${name}`);
          if (weightDecay > 0) {
            const decay = tf.mul(readVariable(value), learningRate * weightDecay);
            backend.executeMultipleOutputs('AssignSubVariableOp', [float('dtype')], [value, decay], 0);
          }
          backend.executeMultipleOutputs(
            'ResourceApplyAdam',
            attributes,
            [value, mean, square, ...settings, gradient],
            0,
          );
        }
      });
    },
    save: () => ({
      step,
      parameters: new Map(
        [...variables].map(([name, slots]) => {
          const contents = SLOTS.map((slot) => [slot, copyVariable(slots[slot])]);
          const { shape } = state.parameters.get(name)!;
          return [name, { shape, ...(Object.fromEntries(contents) as Record<Slot, Float32Array>) }];
        }),
      ),
    }),
    dispose: () => {
      for (const slots of variables.values()) tf.dispose(Object.values(slots));
    },
  };
}

/** @param initial is disposed of */
function createVariable(backend: TensorflowBackend, initial: tf.Tensor): tf.Tensor {
  const { binding } = backend;
  const variable = backend.executeSingleOutput(
    'VarHandleOp',
    [
      typeAttribute(binding, 'dtype', 'float32'),
      { ...intsAttribute(binding, 'shape', initial.shape), type: binding.TF_ATTR_SHAPE },
      stringAttribute(binding, 'container', ''),
      stringAttribute(binding, 'shared_name', ANONYMOUS),
    ],
    [],
  );
  tf.keep(variable);
  backend.executeMultipleOutputs(
    'AssignVariableOp',
    [typeAttribute(binding, 'dtype', 'float32')],
    [variable, initial],
    0,
  );
  initial.dispose();
  return variable;
}
