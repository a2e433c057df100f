import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { type FigureRequest, writeFigure } from '../../../src/study/figures/write-figure.ts';
import { loadReport } from '../../../src/study/report/load-report.ts';
import { renderPage } from '../../../src/study/report/render-page.ts';
import type { ReportSources } from '../../../src/study/report/source-folder.ts';
import {
  makeSyntheticClean,
  makeSyntheticRows,
  type SyntheticOptions,
  writeSyntheticStudy,
} from '../../fixtures/figures/synthetic-study.ts';
import { makeTemporaryFolder } from '../../fixtures/figures/temporary-folder.ts';
import { assertWellFormed } from '../../fixtures/figures/well-formed.ts';

const digest = '0123456789abcdef'.repeat(4);

async function writeSources(
  t: ExecutionContext<unknown>,
  options: SyntheticOptions = {},
): Promise<ReportSources> {
  const study = await writeSyntheticStudy(await makeTemporaryFolder(t), {
    epsilons: [0, 0.05, 0.3],
    ...options,
  });
  return { ...study, figures: [] };
}

/** Figures drawn from the same synthetic study. */
async function writeFigures(
  t: ExecutionContext<unknown>,
  requests: readonly FigureRequest[],
  options: SyntheticOptions = {},
): Promise<ReportSources['figures']> {
  const path = await makeTemporaryFolder(t);
  const table = { rows: makeSyntheticRows(options), clean: makeSyntheticClean(options) };
  for (const request of requests) await writeFigure(path, table, request);
  return [{ path, axes: {}, action: 'plot/figures', digest }];
}

async function render(sources: ReportSources): Promise<string> {
  return renderPage(await loadReport(sources), { profile: 'quick', seed: 7 });
}

test('the page is well formed, loads nothing, and tells all it should', async (t) => {
  const figures = await writeFigures(t, [
    { figure: 'figure-2', threat: 'transfer' },
    { figure: 'figure-2', threat: 'direct' },
    { figure: 'figure-3', threat: 'transfer' },
  ]);
  const sources = { ...(await writeSources(t)), figures };
  const page = await render(sources);

  assertWellFormed(t, page);
  t.notRegex(page, /(?:src|href)="(?!#|data:image\/png;base64,)/);
  t.notRegex(page, /url\((?!#)|@import|<script|<link|<iframe/);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  t.is(new Set(ids).size, ids.length, 'an id occurs twice');
  for (const [, id] of page.matchAll(/href="#([^"]+)"/g))
    t.true(ids.includes(id), `nothing has the id ${id}`);

  // Claims, with numbers and rules.
  for (const number of [1, 2, 3]) t.regex(page, new RegExp(`<h3>${number}\\. `));
  t.regex(page, /class="verdict (confirmed|refuted|undecided)"/);
  // Accuracy of LeNet under FGSM at ε 0.3 with its interval.
  t.regex(page, /0\.124<small>0\.098–0\.156<\/small>/);
  // Clean accuracy.
  t.regex(page, /0\.974 \[0\.966, 0\.980\]/);
  // Caveats.
  t.regex(page, /BIM stops at 0\.02\./);
  t.regex(page, /B-LeNet 0\.01, B-AlexNet 0\.01/);
  // Provenance.
  t.regex(page, /tensorflow 2\.15\.1/);
  t.true(page.includes('123456789') && page.includes(digest) && page.includes(sources.cells[0]!.digest));
  t.regex(page, /<dt>Profile<\/dt><dd>quick<\/dd>/);

  // Every table has a caption, every picture a description.
  t.is(page.split('<table').length, page.split('<caption').length);
  t.is(page.split('<img ').length, page.split(' alt="').length);
  // 4 attacks × 4 models × 3 epsilons × 2 images, under 2 threats.
  t.is(page.split('<img ').length - 1, 4 * 4 * 3 * 2 * 2);
  t.is(page, await render(sources), 'the page depends on more than its sources');
});

test('names that are markup stay text', async (t) => {
  const hostile = '"><script>alert(1)</script>';
  const options = { dataset: hostile, keepExamples: 0 };
  const figures = await writeFigures(t, [{ figure: 'figure-3', threat: 'direct' }], options);
  const page = await render({ ...(await writeSources(t, options)), figures });
  assertWellFormed(t, page);
  t.notRegex(page, /<script/);
  t.true(page.includes('&quot;&gt;&lt;script&gt;'));
});

test('without kept examples, trainings or figures the page leaves those parts out', async (t) => {
  const { table, cells } = await writeSources(t, { keepExamples: 0 });
  const page = await render({ table, cells, figures: [], histories: [], training: [] });
  assertWellFormed(t, page);
  t.notRegex(page, /<img |id="training"|href="#training"|id="examples"/);
  t.regex(page, /id="accuracy"/);
});

test('with one threat there is nothing to switch', async (t) => {
  const { table, cells } = await writeSources(t, { keepExamples: 0 });
  const rows = makeSyntheticRows({ threats: ['direct'] });
  await writeFile(join(table[0]!.path, 'table.json'), JSON.stringify(rows));
  const page = await render({ table, cells, figures: [], histories: [], training: [] });
  t.notRegex(page, /<input/);
  t.regex(page, /direct threat/);
});

test('a missing file is an error that names it', async (t) => {
  const sources = await writeSources(t, { keepExamples: 0 });
  const lost = join(sources.cells[3]!.path, 'result.json');
  await rm(lost);
  const error = await t.throwsAsync(render(sources));
  t.true(error.message.includes(lost));
});
