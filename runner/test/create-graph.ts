import type { Action, ActionId, Graph } from '../src/pipeline/model.ts';

interface StageDraft {
  readonly ids: readonly ActionId[];
  /** Actions whose output `out` each of these reads. */
  readonly from?: readonly ActionId[];
}

/** A small graph with what a test does not care about filled in. Stages in topological order. */
export function createGraph(stages: Readonly<Record<string, StageDraft>>, baseDir = '/study'): Graph {
  const actions = Object.entries(stages).flatMap(([stage, { ids, from = [] }]) =>
    ids.map((id): [ActionId, Action] => [id, createAction(id, stage, from)]),
  );
  return {
    name: 'test',
    profile: 'quick',
    baseDir,
    stages: Object.entries(stages).map(([name, { ids, from = [] }]) => ({
      name,
      axes: {},
      actions: ids,
      upstream: [...new Set(from.map((id) => id.split('/')[0] ?? id))],
    })),
    actions: new Map(actions),
  };
}

function createAction(id: ActionId, stage: string, from: readonly ActionId[]): Action {
  const sources = from.map((action) => ({ action, output: 'out', axes: {} }));
  return {
    id,
    stage,
    axes: {},
    inputs: sources.length === 0 ? [] : [{ name: 'in', gathered: true, sources }],
    outputs: ['out'],
    params: {},
    command: 'true',
    files: [],
    inputModules: [],
    env: [],
    resources: { threads: 1, gpus: 0, memoryMiB: 0 },
    retries: 0,
    pinEngine: false,
    seed: 1,
  };
}
