import type { Attribute, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type EngineName, getEngineName, type TensorflowBackend } from '../backend.ts';

export type OpAttributes = Readonly<Record<string, Attribute>>;
export type OpInputs = Readonly<Record<string, Tensor>>;

/** One of our ops: how each engine computes it, and the gradients of its inputs. */
export interface OpDefinition {
  /** Unique among tfjs kernels. */
  readonly name: string;
  /**
   * Computes it on TensorFlow: the output, or the output followed by results that only `gradients` uses. Null for a
   * variant that only wasm has.
   */
  readonly compute:
    | ((backend: TensorflowBackend, inputs: OpInputs, attributes: OpAttributes) => Tensor | Tensor[])
    | null;
  /** Computes the output on wasm. Null for a variant that only TensorFlow has. */
  readonly computeOnWasm: ((inputs: OpInputs, attributes: OpAttributes) => Tensor) | null;
  /** What `gradients` needs, kept alive until it has run: names of inputs, and for each output whether it is needed. */
  readonly saves?: { readonly inputs?: readonly string[]; readonly outputs?: readonly boolean[] };
  /** Name of an input → its gradient, computed only when it is needed. `saved` holds the inputs, then the outputs. */
  gradients?(dy: Tensor, saved: readonly Tensor[], attributes: OpAttributes): Record<string, () => Tensor>;
}

const registered = new Set<OpDefinition>();

/**
 * Runs an op so that tf.grad and tf.variableGrads can differentiate it.
 * The op is a registered kernel and no tf.customGrad, so that only the gradients that are needed are computed.
 * @throws TypeError when the op is not made for the loaded engine
 */
export function runOp<Output extends Tensor>(
  op: OpDefinition,
  inputs: OpInputs,
  attributes: OpAttributes = {},
): Output {
  const engine = getEngineName();
  if (!registered.has(op)) registerOp(op, engine);
  const result: Tensor | Tensor[] = tf.engine().runKernel(op.name, inputs as NamedTensorMap, attributes);
  if (!Array.isArray(result)) return result as Output;
  // tfjs's tape holds references of its own to what it saved.
  for (const byProduct of result.slice(1)) byProduct.dispose();
  return result[0] as Output;
}

/** Ops are registered on first use, so that a program's bundle holds only those that it calls. */
function registerOp(op: OpDefinition, engine: EngineName): void {
  // Another bundle in this process may have registered its own version.
  if (tf.getKernel(op.name, engine)) {
    tf.unregisterKernel(op.name, engine);
    if (tf.getGradient(op.name)) tf.unregisterGradient(op.name);
  }
  tf.registerKernel({
    kernelName: op.name,
    backendName: engine,
    kernelFunc: ({ inputs: tensors, backend, attrs }) => {
      const inputs = tensors as unknown as OpInputs;
      const attributes = attrs ?? {};
      const result =
        engine === 'tensorflow'
          ? op.compute?.(backend as TensorflowBackend, inputs, attributes)
          : op.computeOnWasm?.(inputs, attributes);
      if (result === undefined) throw new TypeError(`${op.name} is not an op of the engine ${engine}.`);
      return result;
    },
  });
  const { gradients, saves } = op;
  if (gradients) {
    tf.registerGradient({
      kernelName: op.name,
      inputsToSave: [...(saves?.inputs ?? [])],
      outputsToSave: [...(saves?.outputs ?? [])],
      gradFunc: (dy, saved, attrs) => gradients(Array.isArray(dy) ? dy[0]! : dy, saved, attrs),
    });
  }
  registered.add(op);
}
