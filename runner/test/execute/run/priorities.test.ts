import test from 'ava';
import { computePriorities } from '../../../src/execute/run/priorities.ts';
import type { Action, Graph } from '../../../src/pipeline/model.ts';

function action(id: string, ...upstream: string[]): Action {
  return {
    id,
    stage: id.split('/')[0] ?? id,
    axes: {},
    inputs: upstream.map((source) => ({
      name: source,
      gathered: false,
      sources: [{ action: source, output: 'out', axes: {} }],
    })),
    outputs: ['out'],
    params: {},
    command: 'true',
    files: [],
    inputModules: [],
    env: [],
    resources: { threads: 1, gpus: 0, memoryMiB: 0 },
    retries: 0,
    pinEngine: false,
    seed: 0,
  };
}

function graphOf(...actions: Action[]): Graph {
  const stages = [...new Set(actions.map(({ stage }) => stage))].map((name) => ({
    name,
    axes: {},
    actions: actions.filter(({ stage }) => stage === name).map(({ id }) => id),
    upstream: [],
  }));
  return {
    name: 'test',
    profile: 'quick',
    baseDir: '/',
    stages,
    actions: new Map(actions.map((one) => [one.id, one])),
  };
}

test('a priority is the longest path to the end, by recorded durations', (t) => {
  const graph = graphOf(action('a'), action('b'), action('c', 'a'), action('d', 'b', 'c'));
  const recordedMs: Record<string, number> = { a: 10, b: 100, c: 1000, d: 5 };
  const priorities = computePriorities(graph, (id) => recordedMs[id]);
  t.deepEqual(Object.fromEntries(priorities), { a: 1015, b: 105, c: 1005, d: 5 });
});

test('an action never timed counts as the mean of its stage', (t) => {
  const graph = graphOf(action('train/x'), action('train/y'), action('train/new'));
  const recordedMs: Record<string, number> = { 'train/x': 10, 'train/y': 30 };
  t.is(computePriorities(graph, (id) => recordedMs[id]).get('train/new'), 20);
});
