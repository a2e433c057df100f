import test from 'ava';
import type { CheckRow } from '../../src/generated/artifacts/checks.ts';
import { summarizeFailedChecks } from '../../src/report/claims/failed-checks.ts';
import { judgeClaims } from '../../src/report/claims/judge-claims.ts';
import { measureTwinGains, type TwinGain } from '../../src/report/claims/twin-gains.ts';
import { renderSummary } from '../../src/report/sections/summary-section.ts';
import type { StudyResults } from '../../src/report/study-results.ts';
import { listViews } from '../../src/report/views.ts';
import { formatDifference } from '../../src/results/format-numbers.ts';
import { makeSyntheticRows, type SyntheticOptions } from '../fixtures/figures/synthetic-study.ts';

type Row = ReturnType<typeof makeSyntheticRows>[number];

/** A study whose attacked accuracies are replaced; the interval stays ±0.01. */
function studyOf(accuracy: (row: Row) => number, options: SyntheticOptions = {}): StudyResults {
  const rows = makeSyntheticRows({ epsilons: [0, 0.1, 0.3], ...options }).map((row) => {
    const value = row.epsilon === 0 ? row.cleanAccuracy : accuracy(row);
    return { ...row, accuracy: value, low: value - 0.01, high: value + 0.01 };
  });
  return {
    profile: 'quick',
    seed: 1,
    machine: undefined,
    table: { rows, clean: [] },
    cells: [],
    models: [],
    checks: [],
    actions: [],
  };
}

function answer(results: StudyResults): string {
  return renderSummary(listViews([results])).text;
}

test('a gain is the difference of means over shared cells above ε 0, with its interval', (t) => {
  const { table } = studyOf((row) => (row.bayesian ? 0.6 : 0.4));
  const [gain] = measureTwinGains(table, 'mnist-10k', 'direct');
  t.is(gain!.model.label, 'B-LeNet');
  t.is(gain!.twin.label, 'LeNet');
  t.true(Math.abs(gain!.gain.value - 0.2) < 1e-12);
  // Two independent means, each ±0.01.
  t.true(Math.abs(gain!.gain.high - gain!.gain.value - 0.01 * Math.SQRT2) < 1e-12);
});

test('with several trainings the interval of a gain is of their spread and of the images', (t) => {
  const { table } = studyOf((row) => (row.bayesian ? 0.6 : 0.4));
  const halfWidth = (count: number): number => {
    const rows = table.rows.map((row) => ({ ...row, count }));
    const repeats = [-0.01, 0, 0.01].flatMap((shift, seed) =>
      rows.map((row) => ({ ...row, seed: String(seed), accuracy: row.accuracy + shift })),
    );
    const [{ gain }] = measureTwinGains({ ...table, rows, repeats }, 'mnist-10k', 'direct') as TwinGain[] as [
      TwinGain,
    ];
    t.true(Math.abs(gain.value - 0.2) < 1e-12);
    return gain.high - gain.value;
  };
  // t with 2 degrees of freedom is 4.303; of .01 / √3 for each of the two.
  const spread = 4.3027 * 0.01 * Math.sqrt(2 / 3);
  t.true(Math.abs(halfWidth(1e9) - spread) < 1e-4);
  // 1.96 · √(.6 · .4 / 1000) for each of the two.
  t.true(Math.abs(halfWidth(1000) - Math.hypot(spread, 1.96 * Math.sqrt(0.48 / 1000))) < 1e-3);
});

test('a weaker setting of an attack changes no gain', (t) => {
  const { table } = studyOf((row) => (row.bayesian ? 0.6 : 0.4));
  const again = table.rows
    .filter(({ attack }) => attack === 'bim')
    .map((row) => ({ ...row, attack: 'bim-x2', accuracy: 0.9 }));
  const gainOf = (rows: typeof table.rows) =>
    measureTwinGains({ ...table, rows }, 'mnist-10k', 'direct')[0]!.gain;
  t.true(again.length > 0);
  t.deepEqual(gainOf([...table.rows, ...again]), gainOf(table.rows));
});

test('the answer is yes only when every Bayesian network is ahead of its twin under direct attack', (t) => {
  t.regex(
    answer(studyOf((row) => (row.bayesian ? 0.6 : 0.4))),
    /yes, the Bayesian networks were more robust/,
  );
  t.regex(answer(studyOf((row) => (row.bayesian ? 0.4 : 0.6))), /no, the Bayesian networks were less robust/);
  t.regex(answer(studyOf((row) => (row.model === 'blenet' ? 0.6 : 0.5))), /it depends on the network/);
});

test('a gain that replayed examples alone show is called that', (t) => {
  const replayed = studyOf((row) => (!row.bayesian ? 0.5 : row.threat === 'transfer' ? 0.7 : 0.3));
  t.regex(answer(replayed), /only against transferred examples\. Attacked directly, .* less robust/);
});

test('a network that never learned is named and not counted', (t) => {
  const results = studyOf((row) => (row.model === 'bsimplecnn' ? 0.1 : row.bayesian ? 0.7 : 0.5), {
    modelCount: 6,
  });
  t.regex(answer(results), /yes, the Bayesian networks were more robust/);
  t.regex(answer(results), /B-SimpleCNN did not learn the task/);
});

test('without a pair of twins there is nothing to compare', (t) => {
  const results = studyOf(() => 0.5);
  const rows = results.table.rows.filter(({ bayesian }) => bayesian);
  t.regex(answer({ ...results, table: { rows, clean: [] } }), /nothing to compare/);
});

test('a network that learned too little for its few images makes the answer not applicable', (t) => {
  const results = studyOf((row) => (row.bayesian ? 0.6 : 0.4));
  const rows = results.table.rows.map((row) =>
    row.bayesian ? { ...row, cleanAccuracy: 0.3, count: 20 } : row,
  );
  const text = answer({ ...results, table: { rows, clean: [] } });
  t.regex(text, /not applicable: no pair of networks learned the task/);
  t.notRegex(text, /\+0\.200/);
});

test('a gain is of large ε, and of all ε where there is no large one', (t) => {
  const { table } = studyOf((row) => (row.bayesian ? (row.epsilon > 0.05 ? 0.6 : 0.9) : 0.4), {
    epsilons: [0, 0.02, 0.1, 0.3],
  });
  const gainOf = (rows: typeof table.rows) => measureTwinGains({ ...table, rows }, 'mnist-10k', 'direct')[0]!;
  t.deepEqual(gainOf(table.rows).epsilons, [0.1, 0.3]);
  t.true(Math.abs(gainOf(table.rows).gain.value - 0.2) < 1e-12);
  const small = gainOf(table.rows.filter(({ epsilon }) => epsilon <= 0.05));
  t.deepEqual(small.epsilons, [0.02]);
  t.true(Math.abs(small.gain.value - 0.5) < 1e-12);
});

test('the answer has the number of claim 3, and says which attacks fell short', (t) => {
  const results = studyOf((row) => (row.bayesian ? 0.6 : 0.4));
  const claim = judgeClaims(results.table, 'mnist-10k', 'direct').find(({ number }) => number === 3)!;
  const [gain] = measureTwinGains(results.table, 'mnist-10k', 'direct');
  t.true(claim.details[0]!.numbers.includes(`difference ${formatDifference(gain!.gain)}`));
  t.regex(answer(results), /the steps of BIM and PGD move a pixel by 0\.02 at most/);
});

const check = (name: string, outcome: CheckRow['outcome'], expectedByProtocol = false): CheckRow => ({
  ...{ name, outcome, expectedByProtocol, title: `Title of ${name}`, subject: 'all' },
  ...{ value: null, threshold: null, detail: '' },
});

test('failed checks are counted and said in words, those that the protocol explains apart', (t) => {
  const steps = 'iterative-at-least-single-step';
  const failed = summarizeFailedChecks([
    check(steps, 'failed', true),
    check(steps, 'failed', true),
    check('accuracy-falls-with-epsilon', 'failed'),
    check('of-a-user', 'failed'),
    check(steps, 'passed'),
    check('unbounded-reaches-chance', 'not-applicable'),
  ]);
  t.like(failed, { made: 5, real: 2, expected: 2 });
  t.deepEqual(failed.sentences, [
    '2 of 5 checks failed: a larger ε fooled fewer images and not so: “Title of of-a-user”.',
    '2 more failed as expected by the protocol, whose steps are too short for its largest ε: an attack of many steps fooled fewer images than a single step (2 times).',
  ]);
  t.deepEqual(summarizeFailedChecks([check(steps, 'passed')]).sentences, []);
  const results = { ...studyOf(() => 0.5), checks: [check(steps, 'failed', true)] };
  t.regex(answer(results), /1 of 1 check failed as expected by the protocol/);
});
