import test from 'ava';
import type { CheckRow } from '../../src/generated/artifacts/checks.ts';
import { formatRunSummary } from '../../src/report/run-summary.ts';
import type { StudyResults } from '../../src/report/study-results.ts';

function check(name: string, outcome: CheckRow['outcome']): CheckRow {
  return {
    name,
    title: `title of ${name}`,
    subject: 'all',
    outcome,
    expectedByProtocol: false,
    value: 1,
    threshold: 0,
    detail: '',
  };
}

function linesOf(checks: CheckRow[]): string[] {
  const table = { rows: [], perSeed: [], clean: [] } as unknown as StudyResults['table'];
  return JSON.parse(formatRunSummary({ table, checks } as unknown as StudyResults, 'x.html')).lines;
}

test('failed checks are counted, and named by what they ask', (t) => {
  const checks = [
    check('a', 'failed'),
    check('a', 'failed'),
    check('a', 'passed'),
    check('b', 'failed'),
    check('c', 'not-applicable'),
  ];
  t.deepEqual(linesOf(checks), [
    '3 of 4 checks failed: not so: “title of a” (2 times) and not so: “title of b”.',
  ]);
});

test('checks that all passed are said, and none where none could be asked', (t) => {
  t.deepEqual(linesOf([check('a', 'passed')]), ['1 check passed, none failed.']);
  t.deepEqual(linesOf([check('a', 'not-applicable')]), []);
});
