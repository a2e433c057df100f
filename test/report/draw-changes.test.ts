import { Resvg } from '@resvg/resvg-js';
import test from 'ava';
import { changeColours, drawChanges } from '../../src/report/gallery/draw-changes.ts';
import type { Examples } from '../../src/report/load-examples.ts';

function examplesOf(pixels: readonly number[], { channels = 1 } = {}): Examples {
  const width = pixels.length / channels;
  return { count: 1, channels, height: 1, width, pixels, predicted: [0], judged: undefined };
}

/** Colours of a picture of one row, read by another program. */
function readRow(png: Buffer, width: number): number[][] {
  const href = `data:image/png;base64,${png.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="1"><image width="${width}" height="1" style="image-rendering:optimizeSpeed" href="${href}"/></svg>`;
  const { pixels } = new Resvg(svg).render();
  return Array.from({ length: width }, (_, i) => [...pixels.subarray(i * 4, i * 4 + 3)]);
}

const [darker, none, brighter] = [changeColours.darker, changeColours.none, changeColours.brighter].map(
  (colour) => [...colour],
) as [number[], number[], number[]];

test('brighter pixels are red, darker ones blue, each column on its own scale', (t) => {
  const clean = examplesOf([0.5, 0.5, 0.5]);
  const { png, largest } = drawChanges(
    [clean, examplesOf([0.75, 0.25, 0.5]), examplesOf([0.5, 0.5, 0.625])],
    1,
  );
  t.deepEqual(largest, [0, 0.25, 0.125]);
  t.deepEqual(readRow(png, 9), [none, none, none, brighter, darker, none, none, none, brighter]);
});

test('a smaller change has a paler colour of the same sign', (t) => {
  const { png } = drawChanges([examplesOf([0.5, 0.5, 0.5]), examplesOf([0.25, 0.375, 1])], 1);
  const [, , , dark, paleBlue] = readRow(png, 6);
  t.true(dark![2]! > dark![0]! && paleBlue![2]! > paleBlue![0]!);
  t.true(paleBlue![0]! > dark![0]!);
});

test('of several channels the one that changed most is shown', (t) => {
  const clean = examplesOf([0.5, 0.5, 0.5], { channels: 3 });
  const { png, largest } = drawChanges([clean, examplesOf([0.5625, 0.25, 0.625], { channels: 3 })], 1);
  t.deepEqual(largest, [0, 0.25]);
  t.deepEqual(readRow(png, 2), [none, darker]);
});
