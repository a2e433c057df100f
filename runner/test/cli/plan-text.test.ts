import test from 'ava';
import { writePlan } from '../../src/cli/plan-text.ts';
import type { Plan } from '../../src/execute/index.ts';
import type { PlannedAction } from '../../src/execute/plan/plan-actions.ts';
import { createTestTerminal } from './test-terminal.ts';

const PLAN: PlannedAction[] = [
  { action: 'download', state: 'up-to-date', reason: 'nothing changed', dependsOn: [] },
  { action: 'train/a', state: 'execute', reason: 'params.epochs 10 → 12', dependsOn: [] },
  { action: 'train/b', state: 'restore', reason: 'in the cache', dependsOn: [] },
  {
    action: 'plot',
    state: 'depends',
    reason: 'input changes',
    dependsOn: ['train/a', 'x/1', 'x/2', 'x/3', 'x/4'],
  },
];

function write(
  reporter: 'plain' | 'json',
  actions: readonly PlannedAction[] = PLAN,
  time: Plan['time'] = { durationMs: 190_000, untimed: 0 },
): string {
  const { terminal, written } = createTestTerminal();
  writePlan({ actions, time }, reporter, {
    terminal,
    baseDir: () => '/',
    exitWith: () => {},
  });
  return written.stdout;
}

test('a dry run says for each action what would happen and why', (t) => {
  t.deepEqual(write('plain').split('\n'), [
    'up to date     download  (nothing changed)',
    'would execute  train/a  (params.epochs 10 → 12)',
    'would restore  train/b  (in the cache)',
    'depends on     plot  (train/a, x/1, x/2 and 2 more)',
    '1 would execute, 1 would restore, 1 depend on those, 1 up to date',
    'about 3 min, from earlier runs',
    '',
  ]);
});

test('as JSON it is one plan line for each action, the predicted time, and no run line', (t) => {
  const lines = write('json')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  t.deepEqual(lines, [
    ...PLAN.map((planned) => ({ type: 'plan', ...planned })),
    { type: 'prediction', durationMs: 190_000, untimed: 0 },
  ]);
});

test('alike actions are one line: how many, the first two, and why', (t) => {
  const grid = Array.from({ length: 1200 }, (_, index) => ({
    action: `grid/${index}`,
    state: 'execute' as const,
    reason: index < 1000 ? 'never ran' : 'forced',
    dependsOn: [],
  }));
  const waiting = [0, 1, 2, 3].map((index) => ({
    action: `plot/${index}`,
    state: 'depends' as const,
    reason: `depends on grid/${index}`,
    dependsOn: [`grid/${index}`, `other/${index}`],
  }));
  t.deepEqual(write('plain', [...grid, ...waiting], { untimed: 4 }).split('\n'), [
    'would execute  1,000 of grid: grid/0, grid/1 and 998 more  (never ran)',
    'would execute  200 of grid: grid/1000, grid/1001 and 198 more  (forced)',
    'depends on     4 of plot: plot/0, plot/1 and 2 more  (grid, other)',
    '1200 would execute, 0 would restore, 4 depend on those, 0 up to date',
    'time unknown: 4 actions never timed',
    '',
  ]);
});

test('actions without a recorded time are counted beside the predicted time', (t) => {
  t.regex(
    write('plain', PLAN, { durationMs: 42_000, untimed: 1 }),
    /about 40 s, from earlier runs; 1 action never timed\n$/,
  );
});
