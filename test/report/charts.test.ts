import test from 'ava';
import fc from 'fast-check';
import { chartAttacks } from '../../src/report/charts/attack-charts.ts';
import type { Chart } from '../../src/report/charts/chart.ts';
import { type ChartData, describeChart } from '../../src/report/charts/chart-data.ts';
import { chartSize, layOutFrame } from '../../src/report/charts/frame.ts';
import { renderChart } from '../../src/report/charts/render-chart.ts';
import { renderEstimates } from '../../src/report/charts/render-estimates.ts';
import { chartSurvival } from '../../src/report/charts/survival-charts.ts';
import { findNearestColumn, readColumn } from '../../src/report/client/describe-column.ts';
import { makeSyntheticRows } from '../fixtures/figures/synthetic-study.ts';
import { assertWellFormed } from '../fixtures/figures/well-formed.ts';

const twoLines: Chart = {
  title: 'Two lines',
  description: 'One falls, one is known at its ends only.',
  x: { label: 'ε', symbol: 'ε', domain: [0, 0.5] },
  y: { label: 'Accuracy', domain: [0, 1] },
  series: [
    {
      label: 'Falls',
      colour: '#0072b2',
      dashed: false,
      points: [
        { x: 0, y: 1, low: 0.9, high: 1, count: 50 },
        { x: 0.25, y: 0.5, low: 0.4, high: 0.6, count: 50 },
        { x: 0.5, y: 0, low: 0, high: 0.1, count: 50 },
      ],
    },
    {
      label: '</script>&',
      colour: '#d55e00',
      dashed: true,
      points: [
        { x: 0, y: 0.2 },
        { x: 0.5, y: 0.75 },
      ],
    },
  ],
};

function dataOf(chart: Chart): ChartData {
  return JSON.parse(describeChart(chart, layOutFrame(chart))) as ChartData;
}

test('a chart is well-formed markup whatever its labels are', (t) => {
  assertWellFormed(t, renderChart(twoLines).text);
  t.is(renderChart(twoLines).text.split('</script').length, 2);
});

test('the pointer reads every line at the nearest measured value, with interval and count, highest first', (t) => {
  const data = dataOf(twoLines);
  t.deepEqual(data.xs, [0, 0.25, 0.5]);
  const plotWidth = chartSize.width - chartSize.left - chartSize.right;
  t.is(findNearestColumn(data, chartSize.left), 0);
  t.is(findNearestColumn(data, chartSize.left + plotWidth * 0.4), 1);
  t.is(findNearestColumn(data, 10_000), 2);
  t.deepEqual(
    readColumn(data, 0).map(({ label, text }) => `${label}: ${text}`),
    ['Falls: 1.000 [0.900, 1.000], n = 50', '</script>&: 0.200'],
  );
  t.deepEqual(
    readColumn(data, 2).map(({ label }) => label),
    ['</script>&', 'Falls'],
  );
  t.is(readColumn(data, 1).length, 1, 'a line without a point there says nothing');
});

test('names and numbers of estimates stand on no line', (t) => {
  const row = { label: 'B-LeNet', colour: '#0072b2', dashed: true, text: '+0.013 [−0.006, +0.031]' };
  const estimate = { value: 0.013, low: -0.006, high: 0.031 };
  const drawing = renderEstimates({
    title: 'Gain',
    axis: 'Gain',
    rows: [1, 2, 3].map(() => ({ ...row, estimate })),
    domain: [-0.1, 0.1],
    reference: 0,
  }).text;
  const baselines = [...drawing.matchAll(/class="numbers" x="\d+" y="(\d+)"/g)].map(([, y]) => Number(y));
  const lines = [...drawing.matchAll(/class="(?:grid|limit)" d="([^"]*)"/g)].flatMap(([, path]) =>
    [...path!.matchAll(/M[\d.]+ (\d+)v(\d+)/g)].map(([, y, height]) => [
      Number(y),
      Number(y) + Number(height),
    ]),
  );
  t.is(baselines.length, 3);
  t.true(lines.length > 3 * 3);
  for (const baseline of baselines) {
    // Letters reach 9 px above the baseline, and 3 below it.
    t.false(lines.some(([top, bottom]) => top! < baseline + 3 && bottom! > baseline - 9));
  }
});

test('numbers of any size are told with their leading digits', (t) => {
  const points = [0.00001234, 0, 0.25, 12345.6].map((y, x) => ({ x, y }));
  const chart = { ...twoLines, series: [{ ...twoLines.series[0]!, points }] };
  const texts = points.map((_, i) => readColumn(dataOf(chart), i)[0]!.text);
  t.deepEqual(texts, ['0.000012', '0.000', '0.250', '12350']);
});

test('a logarithmic axis has its numbers in full, large ones with a letter', (t) => {
  const texts = (domain: readonly [number, number]): string[] =>
    layOutFrame({ ...twoLines, y: { label: '', domain, scale: 'log' } }).y.ticks.map(({ text }) => text);
  t.deepEqual(texts([0.01, 1]), ['0.01', '0.02', '0.1', '0.2', '1']);
  t.deepEqual(texts([1e3, 2e6]), ['1k', '10k', '100k', '1M']);
  t.true(texts([1e-5, 1]).includes('1e-5'));
});

test('points lie inside the plot, and higher values lie higher, on linear and on log axes', (t) => {
  const domain = fc.tuple(
    fc.double({ min: 1e-3, max: 1, noNaN: true }),
    fc.double({ min: 2, max: 1e4, noNaN: true }),
  );
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(domain, share, share, fc.constantFrom('linear', 'log'), (ends, a, b, scale) => {
      const frame = layOutFrame({ ...twoLines, y: { label: '', domain: ends, scale } });
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
        (part) => ends[0] + part * (ends[1] - ends[0]),
      );
      const [below, above] = [frame.y.at(low!), frame.y.at(high!)];
      return above <= below && above >= chartSize.top && below <= chartSize.height - chartSize.bottom;
    }),
  );
  t.pass();
});

test('the small range ends at 0.05; the large one shows everything and marks where steps end', (t) => {
  const rows = makeSyntheticRows({ threats: ['direct'] });
  const [small, large] = [chartAttacks(rows, 'small'), chartAttacks(rows, 'large')];
  t.deepEqual(
    small.map(({ title }) => title),
    ['FGSM', 'BIM', 'PGD', 'PGD-ℓ2'],
  );
  t.is(
    Math.max(...small.flatMap(({ series }) => series.flatMap(({ points }) => points.map(({ x }) => x)))),
    0.05,
  );
  t.is(
    Math.max(...large.flatMap(({ series }) => series.flatMap(({ points }) => points.map(({ x }) => x)))),
    0.5,
  );
  t.deepEqual(large[0]!.limits, []);
  t.deepEqual(large[1]!.limits, [{ x: 0.02, label: 'α·steps' }]);
});

test('a range with a single ε has no chart', (t) => {
  t.deepEqual(chartAttacks(makeSyntheticRows({ epsilons: [0, 0.3] }), 'small'), []);
});

test('a survival curve shows one training with its interval, several as their mean', (t) => {
  const row = {
    dataset: 'mnist',
    model: 'lenet',
    bayesian: false,
    seed: null,
    threat: 'direct',
    attack: 'fgsm',
    norm: 'linf',
    low: 0.1,
    high: 0.9,
    count: 20,
  } as const;
  const one = [
    { ...row, epsilon: 0.1, survival: 0.25 },
    { ...row, epsilon: 0, survival: 0.75 },
  ];
  t.deepEqual(chartSurvival(one)[0]!.series[0]!.points, [
    { x: 0, y: 0.75, low: 0.1, high: 0.9, count: 20 },
    { x: 0.1, y: 0.25, low: 0.1, high: 0.9, count: 20 },
  ]);
  const two = [...one, ...one.map((other) => ({ ...other, seed: '2', survival: other.survival / 5 }))];
  const means = chartSurvival(two)[0]!.series[0]!.points;
  t.deepEqual(
    means.map(({ y }) => y.toFixed(2)),
    ['0.45', '0.15'],
  );
  // Student's t with one degree of freedom spans everything.
  t.deepEqual(
    means.map(({ low, high }) => [low, high]),
    [
      [0, 1],
      [0, 1],
    ],
  );
});

test('the description of a chart says how far the steps of its attack reach', (t) => {
  const charts = chartAttacks(makeSyntheticRows({ threats: ['direct'] }), 'large');
  const of = (title: string) => charts.find((chart) => chart.title === title)!.description;
  t.regex(of('BIM'), /^Accuracy at ε 0\.5: .* The attack’s steps reach 0\.02 only\.$/);
  t.notRegex(of('FGSM'), /steps/);
});
