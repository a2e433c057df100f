import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorflowBackend, TensorValues } from '../backend.ts';
import { OpTracer } from './op-tracer.ts';
import type { TensorType, TracedGraph } from './traced-graph.ts';

/** How tfjs-node keeps a tensor: as `values` until the first op uses it, then as a handle of the binding. */
interface TensorData {
  readonly shape: readonly number[];
  readonly dtype: number;
  id: number;
  values: TensorValues | null;
}

/** What tracing needs from tfjs-node's backend besides the ops. */
export interface TraceableBackend extends TensorflowBackend {
  binding: TensorflowBackend['binding'];
  readonly tensorMap: { get(dataId: object): TensorData };
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  move(dataId: object, ...rest: unknown[]): void;
}

const tracing = new WeakSet<TraceableBackend>();

/** Whether a computation is being traced. */
export function isTracing(backend: TraceableBackend): boolean {
  return tracing.has(backend);
}

/**
 * Puts a tracer in the place of the binding while a computation runs.
 * @param known the graph to compare with; undefined: the ops are executed
 * @param use called with what the computation returned, while the tracer is still in place
 * @returns what `use` returns
 */
export function traceOps<T extends object, Result>(
  backend: TraceableBackend,
  known: TracedGraph | undefined,
  compute: () => T,
  use: (tracer: OpTracer, result: T) => Result,
): Result {
  const { binding } = backend;
  const types = new Map<number, TensorType>();
  const tracer = new OpTracer(binding, (id) => types.get(id), known);
  /** Data of tensors that the computation makes from values. */
  const own = new WeakSet<object>();
  const [listIds, move] = [backend.getInputTensorIds, backend.move];
  const stand = {
    binding: tracer.binding,
    getInputTensorIds: (tensors: readonly Tensor[]) => {
      const data = tensors.map(({ dataId }) => backend.tensorMap.get(dataId));
      tensors.forEach(({ dataId }, index) => {
        if (!own.has(dataId)) upload(data[index]!, binding);
      });
      const ids = listIds.call(backend, tensors);
      ids.forEach((id, index) => {
        types.set(id, { dtype: data[index]!.dtype, shape: tensors[index]!.shape });
      });
      return ids;
    },
    move: (dataId: object, ...rest: unknown[]) => {
      own.add(dataId);
      move.call(backend, dataId, ...rest);
    },
  };
  Object.assign(backend, stand);
  tracing.add(backend);
  try {
    return use(tracer, tf.tidy(compute as () => never));
  } finally {
    tracing.delete(backend);
    Object.assign(backend, { binding, getInputTensorIds: listIds, move });
    for (const id of tracer.disposed) binding.deleteTensor(id);
  }
}

/** Tensors from outside outlive the tracing, so their handles must come from the real binding. */
function upload(data: TensorData, binding: TensorflowBackend['binding']): void {
  if (data.values === null) return;
  data.id = binding.createTensor(data.shape, data.dtype, data.values);
  data.values = null;
}
