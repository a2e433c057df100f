import type { Attribute, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type EngineName, getEngineName, type TensorflowBackend } from '../backend.ts';

export type OpAttributes = Readonly<Record<string, Attribute>>;
export type OpInputs = Readonly<Record<string, Tensor>>;

/** An op of ours: how each engine computes it, and the gradient of each of its inputs. */
export interface OpDefinition {
  /** Unique among tfjs kernels. */
  readonly name: string;
  /** On TensorFlow: the output; or the output and what only `gradients` uses. Null for a variant of wasm's alone. */
  readonly compute:
    | ((backend: TensorflowBackend, inputs: OpInputs, attributes: OpAttributes) => Tensor | Tensor[])
    | null;
  /** On wasm: the output. Null for a variant of TensorFlow's alone. */
  readonly computeOnWasm: ((inputs: OpInputs, attributes: OpAttributes) => Tensor) | null;
  /** Inputs, by name, and whether the outputs, that `gradients` needs; kept alive until it has run. */
  readonly saves?: { readonly inputs?: readonly string[]; readonly outputs?: readonly boolean[] };
  /** Input name → its gradient, computed only when asked for. `saved` holds inputs, then outputs. */
  gradients?(dy: Tensor, saved: readonly Tensor[], attributes: OpAttributes): Record<string, () => Tensor>;
}

const registered = new Set<OpDefinition>();

/**
 * Runs an op so that tf.grad and tf.variableGrads see it.
 * A registered kernel, not tf.customGrad: of its gradients only those on the path are computed.
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
  // The tape holds its own references to what it saved.
  for (const byProduct of result.slice(1)) byProduct.dispose();
  return result[0] as Output;
}

// On first use rather than all at once, so that a program's bundle holds only the ops that it calls.
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
