import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { getBackend, getEngineName } from '../backend.ts';
import { NoGraphError, OtherGraphError } from './graph-errors.ts';
import { type GraphSession, openGraph } from './graph-session.ts';
import { isTracing, type TraceableBackend, traceOps } from './trace-ops.ts';

/**
 * Smaller batches are run op by op: their constants are as short as shapes and would be taken for shapes. They are
 * also soon done.
 */
export const fewestExamplesOfGraph = 9;

/** How many graphs are kept. The one that was unused for the longest time goes first. */
const mostGraphs = 48;

/** How many graphs one name may have. A computation with more differs from call to call and gains nothing. */
const mostOfOneName = 4;

/** The graphs of each name; names that were used last are at the end. Null: the computation cannot be a graph. */
const sessions = new Map<string, readonly GraphSession[] | null>();

/**
 * Runs a computation as one TensorFlow graph instead of op by op. That saves calls, memory traffic and, where TensorFlow
 * joins ops, work: a third to a half of the time of a small network's step.
 *
 * The computation itself still runs every time. But its ops are not executed: they are compared with the ops of the graph
 * that it was before. A difference is found, and leads to another graph. Numbers and tensors may change from call to
 * call. Shapes, and whole-number constants of up to eight elements, are part of the graph.
 *
 * Joined ops round differently from single ones. So whether a computation is run as a graph must depend only on its
 * shapes, or the same program would give other bits.
 *
 * On wasm and on a GPU the computation is run op by op, and so is one that reads a result before it ends.
 * @param name shared by computations of the same structure; a computation of another structure would be compared with
 *   their graphs in vain
 * @param examples length of the batch; below `fewestExamplesOfGraph` the computation is run op by op
 * @param compute has no effects except for the new tensors that it returns; other tensors that it makes are disposed of
 * @returns what `compute` returns
 */
export function runAsGraph<T extends object>(name: string, examples: number, compute: () => T): T {
  const runOpByOp = (): T => tf.tidy(compute as () => never);
  if (getEngineName() !== 'tensorflow' || examples < fewestExamplesOfGraph) return runOpByOp();
  const backend = getBackend() as TraceableBackend;
  const known = sessions.get(name) ?? [];
  if (isTracing(backend) || backend.binding.isUsingGpuDevice() || sessions.get(name) === null) {
    return runOpByOp();
  }
  for (const session of known) {
    const result = follow(backend, session, compute);
    if (result === undefined) continue;
    remember(name, [session, ...known.filter((other) => other !== session)]);
    return result;
  }
  const session = known.length < mostOfOneName ? prepare(backend, compute) : undefined;
  if (session !== undefined) {
    remember(name, [session, ...known]);
    forgetOldest(name);
    const result = follow(backend, session, compute);
    if (result !== undefined) return result;
  }
  for (const useless of sessions.get(name) ?? []) useless.close();
  sessions.set(name, null);
  return runOpByOp();
}

function remember(name: string, own: readonly GraphSession[]): void {
  sessions.delete(name);
  sessions.set(name, own);
}

/** While there are too many graphs, closes those that were unused for the longest time. Those of `name` stay. */
function forgetOldest(name: string): void {
  let count = [...sessions.values()].reduce((sum, list) => sum + (list?.length ?? 0), 0);
  for (const [oldest, list] of sessions) {
    if (count <= mostGraphs || oldest === name) return;
    if (list === null) continue;
    for (const session of list) session.close();
    sessions.delete(oldest);
    count -= list.length;
  }
}

/** Runs the computation op by op and makes a graph of it. @returns undefined when it cannot be a graph */
function prepare(backend: TraceableBackend, compute: () => object): GraphSession | undefined {
  // A first run outside the tracing, because some ops try out the library when they are first called.
  disposeAll(tf.tidy(compute as () => never));
  try {
    return traceOps(backend, undefined, compute, (tracer, result) => {
      disposeAll(result);
      const { ops, constants, feeds, real } = tracer;
      return openGraph(real, { ops, constants, feeds: feeds.map(({ type }) => type) });
    });
  } catch (error) {
    if (!(error instanceof NoGraphError)) throw error;
    if (error.message !== '')
      process.emitWarning(`Computed op by op: ${error.message}`, { code: 'ENGINE_NO_GRAPH' });
    return undefined;
  }
}

/** Runs the computation as this graph. @returns undefined when its ops are not those of the graph */
function follow<T extends object>(
  backend: TraceableBackend,
  session: GraphSession,
  compute: () => T,
): T | undefined {
  try {
    return traceOps(backend, session.graph, compute, (tracer, result) => {
      if (tracer.ops.length < session.graph.ops.length) {
        disposeAll(result);
        throw new OtherGraphError();
      }
      // Tensors that share their data share its handle.
      const data = new Set(listTensors(result).map(({ dataId }) => backend.tensorMap.get(dataId)));
      const made = [...data].flatMap((one) => {
        const source = tracer.sourceOf(one.id);
        return source?.from === 'op' ? [{ one, source }] : [];
      });
      const handles = session.run(
        tracer.feeds.map(({ fed }) => fed),
        made.map(({ source }) => source),
      );
      for (const [index, { one }] of made.entries()) one.id = handles[index]!.id;
      for (const one of data) {
        const constant = tracer.constantOf(one.id);
        if (constant !== undefined) one.id = tracer.real.createTensor(one.shape, one.dtype, constant.values);
      }
      return result;
    });
  } catch (error) {
    if (error instanceof OtherGraphError || error instanceof NoGraphError) return undefined;
    throw error;
  }
}

function listTensors(result: object): Tensor[] {
  return Object.values(result).filter((value) => value instanceof tf.Tensor);
}

function disposeAll(result: object): void {
  tf.dispose(listTensors(result));
}
