import test from 'ava';
import { writePlan } from '../../src/cli/plan-text.ts';
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

function write(reporter: 'plain' | 'json'): string {
  const { terminal, written } = createTestTerminal();
  writePlan(PLAN, reporter, {
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
    '',
  ]);
});

test('as JSON it is one plan line for each action, and no run line', (t) => {
  const lines = write('json')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  t.deepEqual(
    lines,
    PLAN.map((planned) => ({ type: 'plan', ...planned })),
  );
});
