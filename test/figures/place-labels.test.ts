import test from 'ava';
import fc from 'fast-check';
import {
  type GuideLabels,
  placeGuideLabels,
  type Segment,
  segmentsOf,
} from '../../src/figures/place-labels.ts';

const plot = { left: 50, right: 324, top: 10, bottom: 196 };
const levels = [{ at: 177, label: 'chance' }];
const limits = [{ at: 61, label: 'α·steps' }];

/** Whether a line passes through the letters of a label: 9 px above its baseline to 2 px below it. */
function isCrossed(label: { x: number; y: number; label: string }, [x1, y1, x2, y2]: Segment): boolean {
  return Array.from({ length: 1001 }, (_, i) => i / 1000).some((share) => {
    const [x, y] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
    return x > label.x && x < label.x + label.label.length * 6 && y > label.y - 9 && y < label.y + 2;
  });
}

function linesOf({ levels: across, limits: down, curves }: GuideLabels): Segment[] {
  return [
    ...curves,
    ...across.map(({ at }): Segment => [plot.left, at, plot.right, at]),
    ...down.map(({ at }): Segment => [at, plot.top, at, plot.bottom]),
  ];
}

test('no line crosses a label where curves fall, rise or lie flat', (t) => {
  const shapes: [number, number][][] = [
    [
      [50, 12],
      [105, 60],
      [160, 180],
      [324, 195],
    ],
    [
      [50, 20],
      [324, 24],
    ],
    [
      [50, 177],
      [324, 177],
    ],
    [
      [50, 195],
      [120, 120],
      [324, 15],
    ],
  ];
  for (const count of [1, 2, 3, 4]) {
    const curves = shapes.slice(0, count).flatMap(segmentsOf);
    const request = { plot, levels, limits, curves };
    const placed = placeGuideLabels(request);
    t.deepEqual(
      placed.map(({ label }) => label),
      ['chance', 'α·steps'],
    );
    for (const label of placed)
      t.false(
        linesOf(request).some((line) => isCrossed(label, line)),
        label.label,
      );
  }
});

test('a label stays in the plot, wherever its line is and however full the plot is', (t) => {
  const y = fc.integer({ min: plot.top, max: plot.bottom });
  const curve = fc.array(y, { minLength: 2, maxLength: 8 });
  const guides = fc.record({ across: y, down: fc.integer({ min: plot.left, max: plot.right }) });
  fc.assert(
    fc.property(guides, fc.array(curve, { maxLength: 6 }), ({ across, down }, ys) => {
      const curves = ys.flatMap((one) =>
        segmentsOf(one.map((at, i) => [plot.left + (i / (one.length - 1)) * (plot.right - plot.left), at])),
      );
      const placed = placeGuideLabels({
        plot,
        levels: [{ at: across, label: 'chance' }],
        limits: [{ at: down, label: 'α·steps' }],
        curves,
      });
      return placed.every(
        (label) =>
          label.x >= plot.left &&
          label.x + label.label.length * 6 <= plot.right &&
          label.y - 9 >= plot.top &&
          label.y <= plot.bottom,
      );
    }),
    { numRuns: 40 },
  );
  t.pass();
});

test('lines of the grid are avoided too, where curves leave a choice', (t) => {
  const grid = [50, 90, 130, 170].map((at): Segment => [plot.left, at, plot.right, at]);
  const curves = segmentsOf([
    [50, 20],
    [324, 20],
  ]);
  for (const label of placeGuideLabels({ plot, levels, limits, curves, grid })) {
    t.false(
      grid.some((line) => isCrossed(label, line)),
      label.label,
    );
  }
});
