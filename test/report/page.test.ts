import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { type FigureRequest, writeFigure } from '../../src/figures/write-figure.ts';
import { loadReport, type ReportSources } from '../../src/report/load-report.ts';
import { formatRecord } from '../../src/report/record/write-record.ts';
import { renderPage } from '../../src/report/render-page.ts';
import {
  makeSyntheticClean,
  makeSyntheticRows,
  type SyntheticOptions,
  writeSyntheticStudy,
} from '../fixtures/figures/synthetic-study.ts';
import { makeTemporaryFolder } from '../fixtures/figures/temporary-folder.ts';
import { assertWellFormed } from '../fixtures/figures/well-formed.ts';

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
  return renderPage(await loadReport(sources, { profile: 'quick', seed: 7, judgesPaper: true }));
}

test('numbers at an ε that the steps of an attack do not reach say so, and no others', async (t) => {
  const page = await render(await writeSources(t));
  const table = (title: string) =>
    page.slice(
      page.indexOf(`<summary>${title}`),
      page.indexOf('</details>', page.indexOf(`<summary>${title}`)),
    );
  const bim = table('MNIST 10k, BIM');
  // Four networks, at ε .05 and .3; at ε 0 there is nothing to reach.
  t.is([...bim.matchAll(/\d\*<small>/g)].length, 2 * 4);
  t.regex(bim, /\* The steps of BIM reach 0\.02 only/);
  t.notRegex(table('MNIST 10k, FGSM'), /\*/);
  t.regex(page, /<p><a href="#checks">Checks<\/a>: 1 of 2 checks failed/);
});

test('the page is well formed, loads nothing, and tells all it should', async (t) => {
  const figures = await writeFigures(t, [
    { figure: 'figure-2', threat: 'transfer' },
    { figure: 'figure-3', threat: 'transfer' },
  ]);
  const sources = { ...(await writeSources(t)), figures };
  const page = await render(sources);

  assertWellFormed(t, page);
  t.notRegex(page, /(?:src|href)="(?!#)/);
  t.notRegex(page, /url\((?!data:image\/png;base64,)|@import|<link|<iframe|<img/);
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
  // Checks.
  t.regex(page, /1 passed.*1 failed.*1 not applicable/);
  t.regex(page, /<details open="open"><summary>.*An unbounded attack reaches chance/);
  // Caveats.
  t.regex(page, /BIM stops at 0\.02\./);
  t.regex(page, /B-LeNet 0\.01, B-AlexNet 0\.01/);
  // Provenance.
  t.regex(page, /TensorFlow 2\.15\.1 \(CPU\)/);
  t.true(page.includes('123456789') && page.includes(digest) && page.includes(sources.cells[0]!.digest));
  t.regex(page, /<dt>Profile<\/dt><dd>quick<\/dd>/);

  // Every table has a caption, every chart a description.
  t.is(page.split('<table').length, page.split('<caption').length);
  t.is(
    page.split('<figure class="chart"').length,
    page.split('role="img" aria-label="').length - countImages(page),
  );
  // Figures for print are inside, whole.
  const packed = /data-name="figure-3-transfer">([^<]+)</.exec(page)![1]!;
  const print = await readFile(join(figures[0]!.path, 'figure-3-transfer.svg'), 'utf8');
  t.is(gunzipSync(Buffer.from(packed, 'base64')).toString(), print);
  t.is(page, await render(sources), 'the page depends on more than its sources');
});

test('each kept image stands beside its change, and its class beside both', async (t) => {
  const page = await render({ ...(await writeSources(t, { keepExamples: 2 })), figures: [] });
  // Two frequentist networks under one threat, two Bayesian ones under two: 6 strips for each of 4 attacks.
  t.is(page.split('--sheet:url(').length - 1, 6 * 4);
  t.is(page.split('class="thumb s0 ').length - 1, 2 * 3);
  t.is(page.split('class="thumb change s0 ').length - 1, 2 * 2);
  t.is(page.split('--changes:url(').length - 1, 6 * 4);
  t.regex(page, /class="took faint">±0\.\d+</);
  t.regex(page, /darker, −max.*\+max, brighter/);
  t.regex(page, /Image 2: 1<\/th>/);
  t.regex(page, /<span class="took fooled">8<\/span><small class="faint">88%<\/small>/);
});

function countImages(page: string): number {
  return page.split('<span class="thumb').length - 1;
}

test('the gallery stays small, however many cells there are', async (t) => {
  const options = { keepExamples: 4, dataset: 'cifar10', modelCount: 6 } as const;
  const page = await render({ ...(await writeSources(t, options)), figures: [] });
  t.true(page.length < 8e6, `${page.length} bytes`);
});

test('other profiles are shown in place of this one', async (t) => {
  const sources = await writeSources(t, { keepExamples: 0 });
  const data = await loadReport(sources, { profile: 'quick', judgesPaper: true });
  const page = await renderPage(data, {}, [{ ...data.results, profile: 'rigorous', machine: '2 cores' }]);
  assertWellFormed(t, page);
  t.regex(page, /<label for="profile-1">rigorous<\/label>/);
  t.regex(page, /<dt>Machine<\/dt><dd>2 cores<\/dd>/);
  t.is(page.split('<div data-profile="0"').length, page.split('<div data-profile="1"').length);
  // One table of verdicts over both.
  t.regex(page, /<th scope="colgroup" colspan="2" class="text">rigorous<\/th>/);
});

test('a claim has one row in the table of verdicts, whatever its dataset is called', async (t) => {
  const sources = await writeSources(t, { keepExamples: 0 });
  const data = await loadReport(sources, { profile: 'quick', judgesPaper: true });
  const rows = makeSyntheticRows({ dataset: 'mnist' });
  const whole = { ...data.results, profile: 'whole', table: { rows, clean: [] } };
  const both = {
    ...whole,
    profile: 'both',
    table: { rows: [...rows, ...data.results.table.rows], clean: [] },
  };
  const page = await renderPage(data, {}, [whole, both]);
  const [, matrix = ''] = /<table class="matrix stacked">(.*?)<\/table>/s.exec(page) ?? [];
  const claims = [
    ...matrix.matchAll(/<th scope="row" class="wrap">(\d)\. [^<]*<span class="faint">([^<]*)</g),
  ];
  t.deepEqual(
    claims.map(([, number, where]) => `${number} ${where}`),
    ['1 MNIST, figure 3', '2 MNIST, figure 1', '3 MNIST, figure 2'],
  );
  const [, second = ''] = matrix.split('>2. ');
  const cells = [...second.split('</tr>')[0]!.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(
    ([, cell]) =>
      cell!
        .replaceAll(/<small[^>]*>/g, '@')
        .replaceAll(/<[^>]*>/g, ' ')
        .match(/@[\w ]+?(?= |$)/g)?.length ?? 0,
  );
  t.deepEqual(cells, [1, 1, 0, 0, 2, 2], 'datasets named in the cells of quick, whole and both');
});

test('names that are markup stay text', async (t) => {
  const hostile = '"><script>alert(1)</script>';
  const options = { dataset: hostile, keepExamples: 0 };
  const figures = await writeFigures(t, [{ figure: 'figure-3', threat: 'direct' }], options);
  const page = await render({ ...(await writeSources(t, options)), figures });
  assertWellFormed(t, page);
  t.notRegex(page, /<script>alert/);
  t.true(page.includes('&quot;&gt;&lt;script&gt;'));
});

/** Inputs of the report that a study may leave out. */
const nothing = { figures: [], histories: [], training: [], checks: [], norms: [] };

test('without kept examples, trainings or figures the page leaves those parts out', async (t) => {
  const { table, cells } = await writeSources(t, { keepExamples: 0 });
  const page = await render({ ...nothing, table, cells });
  assertWellFormed(t, page);
  t.notRegex(page, /<img |id="training"|href="#training"|id="examples"|id="checks"|<button/);
  t.regex(page, /id="accuracy"/);
});

/** What a reader sees: the page without its style and its scripts. */
function readableText(page: string): string {
  return page.replace(/<(style|script)\b.*?<\/\1>/gs, '');
}

test("a study of one's own has its own title and text, and the paper does not occur", async (t) => {
  const sources = await writeSources(t, { keepExamples: 1 });
  const data = await loadReport({ ...sources, figures: [] }, { profile: 'quick' });
  const page = await renderPage(data, {
    title: 'Squares & lines',
    subject: 'Two networks that count corners.',
    introduction: ['First paragraph.', 'Second paragraph.'],
  });
  assertWellFormed(t, page);
  t.regex(page, /<title>Squares &amp; lines<\/title>.*<h1>Squares &amp; lines<\/h1>/s);
  t.regex(
    page,
    /<p class="lead">Two networks that count corners\.<\/p>\n<p>First paragraph\.<\/p>\n<p>Second/,
  );
  t.notRegex(readableText(page), /paper|rerun|Figure \d|Are Bayesian CNNs/i);
  t.notRegex(page, /id="claims"|href="#claims"/);
  t.regex(page, /id="caveats"/);
  // Nor with results beside it that were compared with the paper.
  const beside = await renderPage(data, {}, [{ ...data.results, profile: 'rigorous', judgesPaper: true }]);
  t.notRegex(readableText(beside), /paper|rerun/i);
  t.deepEqual(JSON.parse(formatRecord(data.results)).claims, []);
});

test('a rerun names its paper, with a link where there is one', async (t) => {
  const data = await loadReport(await writeSources(t, { keepExamples: 0 }), { profile: 'quick' });
  const citation = '“On <i>” (2022)';
  const named = await renderPage(data, { subject: 'Networks.', paper: { citation } });
  t.regex(named, /<p class="lead">A rerun of “On &lt;i&gt;” \(2022\)\. Networks\.<\/p>/);
  const linked = await renderPage(data, { paper: { citation, link: 'https://example.org/?a&b' } });
  t.regex(linked, /A rerun of <a href="https:\/\/example\.org\/\?a&amp;b">“On &lt;i&gt;” \(2022\)<\/a>\./);
  assertWellFormed(t, linked);
});

test('with one threat there is nothing to switch', async (t) => {
  const { table, cells } = await writeSources(t, { keepExamples: 0 });
  const rows = makeSyntheticRows({ threats: ['direct'] });
  await writeFile(join(table[0]!.path, 'table.json'), JSON.stringify(rows));
  const page = await render({ ...nothing, table, cells });
  t.notRegex(page, /name="threat"/);
  t.regex(page, /direct threat/);
});

test('a missing file is an error that names it', async (t) => {
  const sources = await writeSources(t, { keepExamples: 0 });
  const lost = join(sources.cells[3]!.path, 'result.json');
  await rm(lost);
  const error = await t.throwsAsync(render(sources));
  t.true(error.message.includes(lost));
});
