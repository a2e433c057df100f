import test from 'ava';
import { describeStatus, summarizeStages } from '../../src/cli/status-text.ts';
import type { ActionStatus } from '../../src/execute/index.ts';
import { createGraph } from '../create-graph.ts';

const graph = createGraph({
  download: { ids: ['download'] },
  train: { ids: ['train/a', 'train/b', 'train/c', 'train/d'], from: ['download'] },
  plot: { ids: ['plot'], from: ['train/a'] },
});

const NOW_MS = Date.UTC(2026, 0, 1);

function planned(action: string, state: ActionStatus['state'], reason = ''): ActionStatus {
  return { action, state, reason, dependsOn: state === 'depends' ? ['train/a'] : [] };
}

const PLAN = [
  planned('download', 'up-to-date'),
  planned('train/a', 'execute', 'params.epochs 1 → 2'),
  planned('train/b', 'execute', 'params.epochs 1 → 2'),
  planned('train/c', 'restore'),
  planned('train/d', 'execute', 'never ran'),
  planned('plot', 'depends'),
];

test('every action of a stage is counted once', (t) => {
  const stages = summarizeStages(graph, PLAN);
  t.like(stages[1], {
    stage: 'train',
    actions: 4,
    upToDate: 0,
    restorable: 1,
    stale: 2,
    neverRan: 1,
    dependent: 0,
  });
  for (const { actions, upToDate, restorable, stale, neverRan, dependent } of stages) {
    t.is(upToDate + restorable + stale + neverRan + dependent, actions);
  }
});

test('the status reads stage by stage, with reasons beneath and forgotten artifacts last', (t) => {
  t.deepEqual(describeStatus(graph, summarizeStages(graph, PLAN), PLAN, ['train/old'], NOW_MS), [
    'profile quick',
    'download  1 up to date',
    'train     1 in the cache, 2 stale, 1 never ran',
    '  2: params.epochs 1 → 2',
    'plot      1 after upstream',
    'artifacts that no action makes any more (npx pipeline cache gc removes them):',
    '  artifacts/train/old',
  ]);
});

test('many reasons and many forgotten folders are cut short', (t) => {
  const plan = ['a', 'b', 'c', 'd'].map((name) =>
    planned(`train/${name}`, 'execute', `params.x 1 → ${name}`),
  );
  const orphans = Array.from({ length: 15 }, (_, index) => `old/${index}`);
  const lines = describeStatus(graph, summarizeStages(graph, plan), plan, orphans, NOW_MS);
  t.true(lines.includes('  … and 1 more reasons'));
  t.is(lines.at(-1), '  … and 5 more folders');
});

test('what runs and what failed is named, and what cannot start is counted', (t) => {
  const startedAt = new Date(NOW_MS - 125_000).toISOString();
  const statuses: ActionStatus[] = [
    { ...planned('download', 'fail', "'raw.csv' does not exist") },
    {
      ...planned('train/a', 'running'),
      running: { action: 'train/a', startedAt, progress: { done: 5, total: 12, unit: 'epochs' } },
    },
    {
      ...planned('train/b', 'failed'),
      failure: { message: 'no such digit\nmore', run: 'RUN', startedAt },
    },
    planned('train/c', 'up-to-date'),
    planned('train/d', 'execute', 'never ran'),
    planned('plot', 'skip', 'its input download failed'),
  ];
  t.deepEqual(describeStatus(graph, summarizeStages(graph, statuses), statuses, [], NOW_MS), [
    'profile quick',
    'download  1 cannot start',
    "  'raw.csv' does not exist",
    'train     1 up to date, 1 running, 1 failed, 1 never ran',
    '  running: train/a, for 2 min 5 s, 5/12 epochs',
    '  failed: train/b: no such digit',
    'plot      1 cannot start',
    '  its input download failed',
  ]);
});

test('a stage says how long its present results took to make', (t) => {
  const statuses: ActionStatus[] = [
    { ...planned('train/a', 'up-to-date'), durationMs: 1500 },
    { ...planned('train/b', 'restore'), durationMs: 2500 },
    planned('train/c', 'execute', 'params.epochs 1 → 2'),
  ];
  const stages = summarizeStages(graph, statuses);
  t.is(stages[1]?.durationMs, 4000);
  const lines = describeStatus(graph, stages, statuses, [], NOW_MS);
  t.true(lines.includes('train     1 up to date, 1 in the cache, 1 stale (took 4 s)'), lines.join('\n'));
});
