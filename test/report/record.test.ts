import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { chartTraining } from '../../src/report/charts/training-charts.ts';
import { loadReport } from '../../src/report/load-report.ts';
import { packTable, unpackTable } from '../../src/report/record/packed-table.ts';
import { readRecord } from '../../src/report/record/read-record.ts';
import { formatRecord } from '../../src/report/record/write-record.ts';
import { renderCaveats } from '../../src/report/sections/caveats-section.ts';
import type { StudyResults } from '../../src/report/study-results.ts';
import { listViews } from '../../src/report/views.ts';
import { cleanOutcomesFile, writeOutcomes } from '../../src/results/outcomes.ts';
import { readResultTable } from '../../src/results/result-table.ts';
import { writeSyntheticStudy } from '../fixtures/figures/synthetic-study.ts';
import { makeTemporaryFolder } from '../fixtures/figures/temporary-folder.ts';

test('a table of any rows comes back from columns and rows', (t) => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const rows = fc.array(fc.record({ a: value, b: value }), { maxLength: 5 });
  fc.assert(
    fc.property(rows, (list) => {
      const back = unpackTable<object>(packTable(list), ['a', 'b']);
      return JSON.stringify(back) === JSON.stringify(list.map(({ a, b }) => ({ a, b })));
    }),
  );
  t.pass();
});

test('what was run comes back from its record, without the digests of cells', async (t) => {
  const root = await makeTemporaryFolder(t);
  const sources = await writeSyntheticStudy(root, { epsilons: [0, 0.1], keepExamples: 0 });
  const { results } = await loadReport(
    { ...sources, figures: [] },
    { profile: 'quick', seed: 7, judgesPaper: true },
  );
  const file = join(root, 'quick.json');
  await writeFile(file, formatRecord(results));
  const back = await readRecord(file);
  t.is(back.profile, 'quick');
  t.is(back.seed, 7);
  t.deepEqual(back.checks, results.checks);
  for (const [i, model] of results.models.entries()) {
    t.deepEqual(back.models[i]!.metrics, model.metrics);
    t.deepEqual(back.models[i]!.provenance, model.provenance);
    // Losses and accuracies are rounded to seven digits.
    t.deepEqual(
      back.models[i]!.epochs.map((epoch) => [epoch.epoch, epoch.best, epoch.trainAccuracy.toFixed(5)]),
      model.epochs.map((epoch) => [epoch.epoch, epoch.best, epoch.trainAccuracy.toFixed(5)]),
    );
  }
  t.deepEqual(
    back.actions,
    results.actions.filter(({ kind }) => kind !== 'Attack cells'),
  );
  t.is(back.table.rows.length, results.table.rows.length);
  for (const [i, row] of results.table.rows.entries()) {
    t.like(back.table.rows[i], {
      dataset: row.dataset,
      model: row.model,
      accuracy: row.accuracy,
      count: row.count,
    });
  }
  t.is(formatRecord(back), formatRecord(results), 'a record of a record is another');
  const { claims } = JSON.parse(await readFile(file, 'utf8'));
  t.true(
    claims.some(
      (claim: { number: number; threat: string }) => claim.number === 3 && claim.threat === 'direct',
    ),
  );
});

test('several trainings of a model stay apart in a record and in the training curves', async (t) => {
  const root = await makeTemporaryFolder(t);
  const sources = await writeSyntheticStudy(root, { epsilons: [0, 0.1], keepExamples: 0 });
  const histories = [1, 2].flatMap((seed) =>
    sources.histories.map((folder) => ({ ...folder, axes: { ...folder.axes, seed } })),
  );
  const { results } = await loadReport(
    { ...sources, histories, figures: [] },
    { profile: 'rigorous', judgesPaper: true },
  );
  const repeats = ['1', '2'].flatMap((seed) => results.table.rows.map((row) => ({ ...row, seed })));
  const file = join(root, 'rigorous.json');
  await writeFile(file, formatRecord({ ...results, table: { ...results.table, repeats } }));
  const back = await readRecord(file);
  t.deepEqual(
    back.models.map(({ repeat }) => repeat),
    ['1', '1', '1', '1', '2', '2', '2', '2'],
  );
  t.is(back.table.repeats?.length, repeats.length);
  const [accuracy] = chartTraining(back.models);
  t.deepEqual(
    accuracy!.series.slice(0, 2).map(({ label }) => label),
    ['LeNet (repeat 1)', 'LeNet (repeat 2)'],
  );
  t.true(renderCaveats(listViews([back])).text.includes('<b>Each network was trained 2 times.</b>'));
});

test('single images come back from a record, and those of other rows are refused', async (t) => {
  const root = await makeTemporaryFolder(t);
  const sources = await writeSyntheticStudy(root, { epsilons: [0, 0.1], keepExamples: 0, count: 19 });
  const { rows } = await readResultTable(sources.table[0]!.path);
  await writeOutcomes(
    sources.table[0]!.path,
    rows.map((_, i) =>
      i === 1 ? undefined : Uint8Array.from({ length: 19 }, (_, image) => (image * i) % 2),
    ),
  );
  const { results } = await loadReport({ ...sources, figures: [] }, { profile: 'quick', judgesPaper: true });
  const file = join(root, 'quick.json');
  await writeFile(file, formatRecord(results));
  const back = await readRecord(file);
  const list = ({ table }: StudyResults) => table.rows.map((row) => table.outcomes!.get(row)?.join(''));
  t.deepEqual(list(back), list(results));
  t.is(list(back)[1], undefined);
  t.is(list(back)[3], '0101010101010101010');
  const record = JSON.parse(await readFile(file, 'utf8'));
  record.outcomes.rows.pop();
  await writeFile(file, JSON.stringify(record));
  await t.throwsAsync(readRecord(file), { code: 'REPORT_INPUT', message: /not of the rows/ });
});

test('so do those that trained models were judged on, of each of several trainings', async (t) => {
  const root = await makeTemporaryFolder(t);
  const sources = await writeSyntheticStudy(root, { epsilons: [0, 0.1], keepExamples: 0, count: 19 });
  const folder = sources.table[0]!.path;
  const [row] = JSON.parse(await readFile(join(folder, 'clean.json'), 'utf8'));
  const trainings = ['1', '2'].map((seed) => ({ ...row, seed }));
  await writeFile(join(folder, 'clean.json'), JSON.stringify(trainings));
  const judged = [Uint8Array.from({ length: row.count }, (_, image) => image % 2), undefined];
  await writeOutcomes(folder, judged, cleanOutcomesFile);
  const { results } = await loadReport({ ...sources, figures: [] }, { profile: 'quick', judgesPaper: true });
  t.is(results.table.clean.length, 1);
  const file = join(root, 'quick.json');
  await writeFile(file, formatRecord(results));
  const { table } = await readRecord(file);
  t.is(table.clean.length, 1);
  t.deepEqual(
    table.cleanRepeats?.map(({ seed }) => seed),
    ['1', '2'],
  );
  t.deepEqual(
    table.cleanRepeats?.map((training) => table.cleanOutcomes?.get(training)),
    judged,
  );
});

test('a record that lacks what a report reads is refused by file, table and column', async (t) => {
  const root = await makeTemporaryFolder(t);
  const sources = await writeSyntheticStudy(root, { epsilons: [0, 0.1], keepExamples: 0 });
  const { results } = await loadReport({ ...sources, figures: [] }, { profile: 'quick', judgesPaper: true });
  const record = JSON.parse(formatRecord(results));
  record.table.columns[record.table.columns.indexOf('accuracy')] = 'correctness';
  const file = join(root, 'old.json');
  await writeFile(file, JSON.stringify(record));
  const error = await t.throwsAsync(readRecord(file), { code: 'REPORT_INPUT' });
  t.regex(error.message, /old\.json: table: it lacks the column accuracy/);
  await writeFile(file, '{"profile": 3}');
  await t.throwsAsync(readRecord(file), { code: 'ARTIFACT_INVALID' });
});

test('wall times of an older record are left out', async (t) => {
  const root = await makeTemporaryFolder(t);
  const sources = await writeSyntheticStudy(root, { epsilons: [0, 0.1], keepExamples: 0 });
  const { results } = await loadReport({ ...sources, figures: [] }, { profile: 'quick', judgesPaper: true });
  const text = formatRecord(results);
  t.notRegex(text, /seconds/);
  const record = JSON.parse(text);
  record.cells.columns.push('seconds');
  for (const row of record.cells.rows) row.push(1.5);
  for (const { provenance } of record.trainings) {
    provenance.seconds = 20;
    provenance.secondsPerEpoch = 2;
  }
  const file = join(root, 'old.json');
  await writeFile(file, JSON.stringify(record));
  t.is(formatRecord(await readRecord(file)), text);
});

test('a record of an older version has its expected failures from their details', async (t) => {
  const root = await makeTemporaryFolder(t);
  const sources = await writeSyntheticStudy(root, { epsilons: [0, 0.1], keepExamples: 0 });
  const { results } = await loadReport({ ...sources, figures: [] }, { profile: 'quick', seed: 7 });
  const fail = (name: string, detail: string) => ({
    ...{ name, detail, title: name, subject: 'all', outcome: 'failed', value: 1, threshold: 0 },
  });
  const short = 'bim (direct) at ε 0.3, whose steps reach 0.02 only';
  const checks = [
    fail(
      'iterative-at-least-single-step',
      `Accuracy 0.9 under ${short} less 0.1 under fgsm (direct) at ε 0.3: …`,
    ),
    fail(
      'iterative-at-least-single-step',
      `Accuracy 0.9 under pgd (direct) at ε 0.3 less 0.1 under ${short}: …`,
    ),
    fail(
      'accuracy-falls-with-epsilon',
      `Accuracy 0.9 under ${short} less 0.1 under bim (direct) at ε 0.1: …`,
    ),
  ];
  const file = join(root, 'old.json');
  await writeFile(file, formatRecord({ ...results, checks: checks as unknown as StudyResults['checks'] }));
  const back = await readRecord(file);
  t.deepEqual(
    back.checks.map(({ expectedByProtocol }) => expectedByProtocol),
    [true, false, false],
  );
});
