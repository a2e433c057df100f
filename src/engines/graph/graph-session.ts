import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutputHandle, TensorflowBinding } from '../backend.ts';
import { encodeGraph, graphTag, nameTensor } from './encode-graph.ts';
import { NoGraphError } from './graph-errors.ts';
import type { Fed } from './op-tracer.ts';
import type { Source, TracedGraph } from './traced-graph.ts';

/** A graph that TensorFlow has loaded. TensorFlow optimizes it on the first run. */
export interface GraphSession {
  readonly graph: TracedGraph;
  /**
   * Computes the tensors `wanted` from what is fed.
   * @param fed one for each feed of the graph, in their order
   * @returns one handle for each of `wanted`
   */
  run(fed: readonly Fed[], wanted: readonly Source[]): OutputHandle[];
  close(): void;
}

/** Loads a graph. @throws NoGraphError when TensorFlow refuses it */
export function openGraph(binding: TensorflowBinding, graph: TracedGraph): GraphSession {
  const id = loadGraph(binding, encodeGraph(graph, binding));
  const feedNames = graph.feeds.map((_, feed) => nameTensor({ from: 'feed', feed })).join(',');
  return {
    graph,
    run: (fed, wanted) => {
      const own: number[] = [];
      const ids = fed.map((one) => {
        if ('id' in one) return one.id;
        const { shape, dtype, values } = one.constant;
        own.push(binding.createTensor(shape, dtype, values));
        return own.at(-1)!;
      });
      try {
        return binding.runSavedModel(id, ids, feedNames, wanted.map(nameTensor).join(','));
      } finally {
        for (const tensor of own) binding.deleteTensor(tensor);
      }
    },
    close: () => binding.deleteSavedModel(id),
  };
}

/** The binding can load graphs from folders only. */
function loadGraph(binding: TensorflowBinding, bytes: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), 'robust-pipeline-graph-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), bytes);
    return loadFolder(binding, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function loadFolder(binding: TensorflowBinding, folder: string): number {
  try {
    return binding.loadSavedModel(folder, graphTag);
  } catch (error) {
    throw new NoGraphError((error as Error).message, { cause: error });
  }
}
