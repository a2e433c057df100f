import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { getBackend, getEngineName } from '../backend.ts';
import { NoGraphError, OtherGraphError } from './graph-errors.ts';
import { type GraphSession, openGraph } from './graph-session.ts';
import { isTracing, type TraceableBackend, traceOps } from './trace-ops.ts';

/** Batches of up to eight have constants as short as shapes, which would be taken for some; and they are soon done. */
export const fewestExamplesOfGraph = 9;

/** Graphs kept; the one that was used the longest ago goes first. */
const mostGraphs = 48;

/** Graphs of one name: a computation with more of them differs from call to call and gains nothing. */
const mostOfOneName = 4;

/** By name, the last used at the end; null: it is no graph. */
const sessions = new Map<string, readonly GraphSession[] | null>();

/**
 * Runs a computation as one TensorFlow graph instead of op by op, which saves calls, memory traffic and, where
 * TensorFlow joins ops, work: a third to a half of a small network's step.
 *
 * The computation itself is run every time, but its ops are compared with those of the graph that it was before instead of
 * executed: whatever differs is found, and makes another graph. Numbers and tensors may differ from run to run, shapes
 * and whole-number constants of up to eight elements belong to the graph. Joined ops round otherwise than single ones, so whether a
 * computation is run in this way must depend on its shapes alone.
 *
 * On wasm and on a GPU, and where the computation looks at a result on its way, it is run op by op.
 * @param name of computations of the same structure; any other is tried against its graphs in vain
 * @param examples the length of the batch: below `fewestExamplesOfGraph` it is run op by op
 * @param compute without effects besides the tensors that it returns, which are new; all others that it makes are disposed of
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

/** Closes the graphs that were used the longest ago, where there are too many; those of `name` stay. */
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

/** Runs the computation op by op and makes a graph of it; undefined where that cannot be. */
function prepare(backend: TraceableBackend, compute: () => object): GraphSession | undefined {
  // Once for what ops find out about the library when they are first called.
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

/** Runs the computation as this graph; undefined where it is another. */
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
