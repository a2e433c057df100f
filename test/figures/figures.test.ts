import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { drawAttackFigure } from '../../src/figures/attack-figure.ts';
import { drawCleanFigure } from '../../src/figures/clean-figure.ts';
import { findFigure } from '../../src/figures/figure-catalogue.ts';
import { loadFonts } from '../../src/figures/font/load-fonts.ts';
import { renderSvg } from '../../src/figures/render-svg.ts';
import { renderPng, writeFigure } from '../../src/figures/write-figure.ts';
import type { ResultTable } from '../../src/results/result-table.ts';
import { makeSyntheticClean, makeSyntheticRows } from '../fixtures/figures/synthetic-study.ts';
import { makeTemporaryFolder } from '../fixtures/figures/temporary-folder.ts';
import { findTextBoxes } from '../fixtures/figures/text-boxes.ts';
import { assertWellFormed } from '../fixtures/figures/well-formed.ts';

const table = { rows: makeSyntheticRows(), clean: makeSyntheticClean() };
const fonts = await loadFonts();

const modelLabels = ['LeNet', 'B-LeNet', 'AlexNet', 'B-AlexNet'];

interface Options {
  readonly figure?: string;
  readonly threat?: 'transfer' | 'direct';
  readonly rows?: ResultTable['rows'];
}

function drawAttack({ figure = 'figure-2', threat = 'transfer', rows = table.rows }: Options = {}) {
  return drawAttackFigure(findFigure(figure), rows, { dataset: 'mnist-10k', threat, columns: 2 });
}

/** Drawing takes a while, and most tests look at the same figure. */
const figure2 = await renderSvg(drawAttack(), fonts, 'figure-2-transfer');

/** Labels of the texts of an SVG, in the order they are drawn. */
function readLabels(svg: string): string[] {
  return [...svg.matchAll(/<g role="img" aria-label="([^"]*)"/g)].map(([, label]) => label!);
}

/** How many shapes a kind of mark drew: `line`, `area`, `symbol`. */
function countShapes(svg: string, mark: string): number {
  const groups = svg.matchAll(new RegExp(`<g class="mark-${mark} role-mark[^"]*"[^>]*>(.*?)</g>`, 'g'));
  return [...groups].reduce((sum, [, content]) => sum + content!.split('<path').length - 1, 0);
}

test('a panel for each attack, in it a line and a band for each model', (t) => {
  const svg = figure2;
  assertWellFormed(t, svg);
  t.is(countShapes(svg, 'line'), 4 * 4);
  t.is(countShapes(svg, 'area'), 4 * 4);
  t.is(countShapes(svg, 'symbol'), 4 * 4 * 11);
  t.deepEqual(
    readLabels(svg).filter((label) => ['FGSM', 'BIM', 'PGD', 'PGD-ℓ2'].includes(label)),
    ['FGSM', 'BIM', 'PGD', 'PGD-ℓ2'],
  );
});

test('the legend has one order, and Bayesian lines alone are dashed', async (t) => {
  const svg = await renderSvg(drawAttack({ rows: [...table.rows].reverse() }), fonts, 'f');
  t.deepEqual(
    readLabels(svg).filter((label) => modelLabels.includes(label)),
    modelLabels,
  );
  const lines = [...svg.matchAll(/<path [^>]*stroke="(#0072b2|#d55e00)"[^>]*stroke-width="1.8"[^>]*>/g)];
  t.is(lines.filter(([line]) => line.includes('stroke-dasharray="6,4"')).length, 8);
});

test('axes say what they show and in which norm', (t) => {
  const labels = readLabels(figure2);
  t.is(labels.filter((label) => label === 'ε, ℓ∞ norm, pixels in [0, 1]').length, 3);
  t.is(labels.filter((label) => label === 'ε, ℓ2 norm, pixels in [0, 1]').length, 1);
  t.is(labels.filter((label) => label === 'Accuracy').length, 2);
  t.true(labels.some((label) => label.includes('500 test images of MNIST 10k')));
  t.is(labels.filter((label) => label === 'chance').length, 4);
});

test('the end of α·steps is marked on BIM and PGD, where it lies within the axis', async (t) => {
  const labels = readLabels(figure2);
  t.is(labels.filter((label) => label === 'α·steps').length, 2);
  const longer = table.rows.map((row) => ({ ...row, alpha: row.alpha === null ? null : 0.1 }));
  const unmarked = readLabels(await renderSvg(drawAttack({ rows: longer }), fonts, 'f'));
  t.false(unmarked.includes('α·steps'));
});

test('the small range ends at 0.05 and the large one shows every epsilon', (t) => {
  const values = (figure: string) =>
    (drawAttack({ figure }).spec as unknown as { data: { values: { epsilon: number }[] } }).data.values;
  t.is(Math.max(...values('figure-1').map((value) => value.epsilon)), 0.05);
  t.is(Math.max(...values('figure-2').map((value) => value.epsilon)), 0.5);
  t.is(values('figure-1').length, 4 * 4 * 6);
});

test('threats differ in their Bayesian lines and in what the figure says of them', (t) => {
  const [transfer, direct] = [drawAttack({ threat: 'transfer' }), drawAttack({ threat: 'direct' })];
  t.regex(transfer.description, /Transfer: examples made on the frequentist twin/);
  t.regex(direct.description, /Direct: each network attacked by its own gradient/);
  const own = (drawing: typeof transfer, label: string) =>
    (drawing.spec as unknown as { data: { values: { label: string }[] } }).data.values.filter(
      (v) => v.label === label,
    );
  t.deepEqual(own(transfer, 'LeNet'), own(direct, 'LeNet'));
  t.notDeepEqual(own(transfer, 'B-LeNet'), own(direct, 'B-LeNet'));
});

test('a threat without cells is refused', (t) => {
  const rows = table.rows.filter((row) => row.threat === 'transfer');
  t.like(
    t.throws(() => drawAttack({ threat: 'direct', rows })),
    { code: 'FIGURE_NO_DATA' },
  );
});

test('the same figure has the same bytes, whatever was drawn before it', async (t) => {
  t.true((await renderSvg(drawAttack(), fonts, 'figure-2-transfer')) === figure2);
});

test('an SVG names no font, loads nothing, and its ids carry its prefix', (t) => {
  const svg = figure2;
  t.notRegex(svg, /<text|font-family|@font-face|<image/);
  t.deepEqual(
    [...svg.matchAll(/ id="([^"]*)"/g)].filter(([, id]) => !id!.startsWith('figure-2-transfer-')),
    [],
  );
  const ids = new Set([...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  for (const [, id] of svg.matchAll(/(?:href="#|url\(#)([^")]+)/g)) t.true(ids.has(id), id);
});

test('a hostile model name stays text', async (t) => {
  const name = '<script>alert("1")</script>&\u0007';
  const rows = table.rows.map((row) => (row.model === 'lenet' ? { ...row, model: name } : row));
  const svg = await renderSvg(drawAttack({ rows }), fonts, 'f');
  assertWellFormed(t, svg);
  t.false(svg.includes('<script') || svg.includes('\u0007'));
  t.true(readLabels(svg).some((label) => label.startsWith('&lt;script&gt;')));
});

test('clean accuracy: a point and an interval for each model, with the numbers beside it', async (t) => {
  const drawing = drawCleanFigure(findFigure('figure-3'), table.clean, {
    dataset: 'mnist-10k',
    isNarrow: false,
  });
  const svg = await renderSvg(drawing, fonts, 'f');
  t.is(countShapes(svg, 'symbol'), 4);
  t.true(readLabels(svg).includes('0.974 [0.966, 0.980]'));
  t.regex(drawing.description, /LeNet 0\.974 \[0\.966, 0\.980\]; B-LeNet 0\.957/);
});

test('a network at chance keeps its place on the axis of clean accuracy', async (t) => {
  const clean = table.clean.map((row) => ({ ...row, accuracy: 0.1, low: 0.09, high: 0.11 }));
  const drawing = drawCleanFigure(findFigure('figure-3'), clean, { dataset: 'mnist-10k', isNarrow: false });
  const labels = readLabels(await renderSvg(drawing, fonts, 'f'));
  t.true(labels.includes('0.0') && labels.includes('1.0'), labels.join());
});

test('a PNG is the SVG at two and a half times its size, and not blank', (t) => {
  const png = renderPng(figure2);
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(figure2)!;
  t.is(png.toString('latin1', 1, 4), 'PNG');
  t.true(Math.abs(png.readUInt32BE(16) - Number(width) * 2.5) <= 1);
  t.true(Math.abs(png.readUInt32BE(20) - Number(height) * 2.5) <= 1);
  const blank = renderPng(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/></svg>`,
  );
  t.true(png.length > 10 * blank.length);
});

test('a figure is written as SVG, narrow SVG, PNG and specification', async (t) => {
  const folder = await makeTemporaryFolder(t);
  await writeFigure(folder, table, { figure: 'figure-1', threat: 'direct' });
  t.deepEqual((await readdir(folder)).sort(), [
    'figure-1-direct.narrow.svg',
    'figure-1-direct.png',
    'figure-1-direct.svg',
    'figure-1-direct.vl.json',
  ]);
  const spec = JSON.parse(await readFile(join(folder, 'figure-1-direct.vl.json'), 'utf8'));
  t.regex(spec.$schema, /vega-lite/);
  t.is(spec.data.values.length, 96);
});

for (const modelCount of [4, 6] as const) {
  for (const columns of [1, 2] as const) {
    test(`with ${modelCount} models in ${columns} column(s) no text overlaps another or leaves the figure`, async (t) => {
      const rows = makeSyntheticRows({ modelCount });
      const clean = makeSyntheticClean({ modelCount });
      const drawings = [
        drawAttackFigure(findFigure('figure-1'), rows, { dataset: 'mnist-10k', threat: 'direct', columns }),
        drawCleanFigure(findFigure('figure-3'), clean, { dataset: 'mnist-10k', isNarrow: columns === 1 }),
      ];
      for (const drawing of drawings) {
        const svg = await renderSvg(drawing, fonts, 'f');
        const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
        const boxes = findTextBoxes(svg, fonts);
        t.true(boxes.length > 10);
        for (const [i, a] of boxes.entries()) {
          const isInside =
            a.left >= 0 && a.top >= 0 && a.right <= Number(width) && a.bottom <= Number(height);
          t.true(isInside, `${a.text} leaves ${drawing.title}`);
          for (const b of boxes.slice(i + 1)) {
            const isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
            t.true(isApart, `${a.text} overlaps ${b.text} in ${drawing.title}`);
          }
        }
      }
    });
  }
}
