import { readdir } from 'node:fs/promises';
import test from 'ava';
import { drawGradientNorm, drawSurvival, drawWorstCase } from '../../src/figures/analysis-figures.ts';
import type { AnalysisOptions } from '../../src/figures/analysis-parts.ts';
import { loadFonts } from '../../src/figures/font/load-fonts.ts';
import { drawLineFigure } from '../../src/figures/line-figure.ts';
import { renderSvg } from '../../src/figures/render-svg.ts';
import { drawDetection, drawUncertainty } from '../../src/figures/uncertainty-figures.ts';
import { writeFigure } from '../../src/figures/write-figure.ts';
import type { GradientNormRow } from '../../src/generated/artifacts/norms.ts';
import type { SurvivalRow } from '../../src/generated/artifacts/survival.ts';
import type { ResultTable } from '../../src/results/result-table.ts';
import { makeSurvival, makeSyntheticClean, makeSyntheticRows } from '../fixtures/figures/synthetic-study.ts';
import { makeTemporaryFolder } from '../fixtures/figures/temporary-folder.ts';
import { findTextBoxes } from '../fixtures/figures/text-boxes.ts';
import { assertWellFormed } from '../fixtures/figures/well-formed.ts';

const fonts = await loadFonts();
const options: AnalysisOptions = { dataset: 'cifar10', threat: 'direct', columns: 2 };

const synthetic = { dataset: 'cifar10', modelCount: 6 } as const;
const attacked = makeSyntheticRows(synthetic);
const worst = attacked
  .filter((row) => row.attack === 'bim')
  .map((row) => ({ ...row, attack: 'worst-case-linf', algorithm: 'worst-case-linf', entropyMean: null }));
const survival: SurvivalRow[] = makeSurvival([...attacked, ...worst]);
const norms = ['lenet', 'blenet', 'bsimplecnn'].flatMap((model, i) =>
  (i === 0 ? [1] : [1, 4, 16]).map((samples): GradientNormRow => {
    const [l2, linf] = [2 / samples ** 0.4, 0.2 / samples ** 0.3];
    const l2Part = { l2Mean: l2, l2Low: l2 * 0.9, l2High: l2 * 1.1 };
    const linfPart = { linfMean: linf, linfLow: linf * 0.9, linfHigh: linf * 1.1 };
    const subject = { dataset: 'cifar10', model, network: model, bayesian: i > 0, seed: null };
    return { ...subject, samples, ...l2Part, ...linfPart, signalShare: null, zeroShare: 0, count: 50 };
  }),
);
const table: ResultTable = {
  rows: [...attacked, ...worst],
  clean: makeSyntheticClean(synthetic),
  survival,
  norms,
};

test('uncertainty: two panels an attack, mutual information of sampled predictions alone', (t) => {
  const { panels } = drawUncertainty('uncertainty', table, options);
  t.is(panels.length, 8);
  const modelsOf = (title: string, yTitle: string) => [
    ...new Set(
      panels.find((panel) => panel.title === title && panel.yTitle === yTitle)!.points.map((p) => p.model),
    ),
  ];
  t.is(modelsOf('FGSM', 'Entropy').length, 6);
  t.deepEqual(modelsOf('FGSM', 'Mutual information').sort(), ['balexnet', 'blenet', 'bsimplecnn']);
});

test('under transfer, judged by one sample, there is no mutual information to show', (t) => {
  const { panels } = drawUncertainty('uncertainty', table, { ...options, threat: 'transfer' });
  t.deepEqual([...new Set(panels.map((panel) => panel.yTitle))], ['Entropy']);
});

test('detection shows the areas of the table, beside guessing', (t) => {
  const { panels } = drawDetection('detection', table, options);
  t.is(panels[0]!.level!.value, 0.5);
  const point = panels[0]!.points.find(({ model, x }) => model === 'lenet' && x === 0.5)!;
  t.is<number | null, number | null>(
    point.y,
    attacked.find((row) => row.model === 'lenet' && row.epsilon === 0.5)!.attackAurocEntropy,
  );
});

test('the worst case has a panel for each norm, and no attack of its own beside it', (t) => {
  const { panels } = drawWorstCase('worst-case', table, options);
  t.deepEqual(
    panels.map((panel) => panel.title),
    ['All ℓ∞ attacks'],
  );
  t.is(panels[0]!.points.length, 6 * 11);
});

test('survival has a panel for each attack and for the minimum over them; trainings are averaged', (t) => {
  const repeated = survival.flatMap((row) => [
    { ...row, seed: '1', survival: 0.4 },
    { ...row, seed: '2', survival: 0.6 },
  ]);
  const { panels } = drawSurvival('survival', { ...table, survival: repeated }, options);
  t.deepEqual(
    panels.map((panel) => panel.title),
    ['FGSM', 'BIM', 'PGD', 'Worst of ℓ∞', 'PGD-ℓ2'],
  );
  for (const { y, low, high } of panels.flatMap((panel) => panel.points)) {
    t.true(Math.abs(y - 0.5) < 1e-12);
    // Student's t of two trainings a fifth apart: ± 12.7 · 0.1, cut to what a share can be.
    t.deepEqual([low, high], [0, 1]);
  }
});

test('gradient norms have a panel for each norm; a frequentist network is a point', (t) => {
  const { panels } = drawGradientNorm('gradient-norm', table, options);
  t.deepEqual(
    panels.map((panel) => panel.title),
    ['ℓ2', 'ℓ∞'],
  );
  t.is(panels[0]!.points.filter((point) => point.model === 'lenet').length, 1);
  t.deepEqual(
    panels[0]!.points.filter((point) => point.model === 'blenet').map((point) => point.x),
    [1, 4, 16],
  );
});

test('what was not run is refused, naming the figure', (t) => {
  const empty: ResultTable = { rows: [], clean: [] };
  for (const draw of [drawUncertainty, drawDetection, drawWorstCase, drawSurvival, drawGradientNorm]) {
    t.throws(() => draw('this-figure', empty, options), { code: 'FIGURE_NO_DATA', message: /this-figure/ });
  }
});

test('files carry the dataset, so that those of two datasets can lie side by side', async (t) => {
  const folder = await makeTemporaryFolder(t);
  await writeFigure(folder, table, { figure: 'gradient-norm', threat: 'direct' });
  t.deepEqual((await readdir(folder)).sort(), [
    'gradient-norm-cifar10-direct.narrow.svg',
    'gradient-norm-cifar10-direct.png',
    'gradient-norm-cifar10-direct.svg',
    'gradient-norm-cifar10-direct.vl.json',
  ]);
});

for (const [name, draw] of Object.entries({
  uncertainty: drawUncertainty,
  detection: drawDetection,
  survival: drawSurvival,
  'worst-case': drawWorstCase,
  'gradient-norm': drawGradientNorm,
})) {
  for (const columns of [1, 2] as const) {
    test(`${name} in ${columns} column(s): well formed, no text overlaps another or leaves the figure`, async (t) => {
      const svg = await renderSvg(drawLineFigure(draw(name, table, { ...options, columns })), fonts, 'f');
      assertWellFormed(t, svg);
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
      const boxes = findTextBoxes(svg, fonts);
      t.true(boxes.length > 10);
      for (const [i, a] of boxes.entries()) {
        const isInside = a.left >= 0 && a.top >= 0 && a.right <= Number(width) && a.bottom <= Number(height);
        t.true(isInside, `${a.text} leaves ${name}`);
        for (const b of boxes.slice(i + 1)) {
          const isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          t.true(isApart, `${a.text} overlaps ${b.text}`);
        }
      }
    });
  }
}
