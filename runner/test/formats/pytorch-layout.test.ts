import test from 'ava';
import {
  convertDenseToLinear,
  convertHwioToOihw,
  convertLinearToDense,
  convertNchwToNhwc,
  convertOihwToHwio,
} from '../../src/formats/pytorch-layout.ts';

const count = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => index);

test('a filter [out, in, height, width] becomes [height, width, in, out]', (t) => {
  const [outputs, inputs, height, width] = [2, 3, 4, 5] as const;
  const result = convertOihwToHwio(count(120), [outputs, inputs, height, width]);
  const at = (o: number, i: number, h: number, w: number) => ((o * inputs + i) * height + h) * width + w;
  for (const [o, i, h, w] of [
    [0, 0, 0, 0],
    [1, 2, 3, 4],
    [1, 0, 2, 1],
    [0, 2, 1, 3],
  ] as const) {
    t.is(result[((h * width + w) * inputs + i) * outputs + o], at(o, i, h, w));
  }
});

test('a linear layer over a channel-first map becomes a dense one over a channel-last map', (t) => {
  const map = { channels: 3, height: 2, width: 4 };
  const result = convertLinearToDense(count(5 * 24), 5, map);
  const at = (o: number, c: number, h: number, w: number) => o * 24 + (c * 2 + h) * 4 + w;
  for (const [o, c, h, w] of [
    [0, 0, 0, 1],
    [4, 2, 1, 3],
    [2, 1, 0, 2],
  ] as const) {
    t.is(result[((h * 4 + w) * 3 + c) * 5 + o], at(o, c, h, w));
  }
});

test('each conversion is undone by its inverse', (t) => {
  const filter = count(120);
  t.deepEqual(convertHwioToOihw(convertOihwToHwio(filter, [2, 3, 4, 5]), [2, 3, 4, 5]), filter);
  const map = { channels: 3, height: 2, width: 4 };
  t.deepEqual(convertDenseToLinear(convertLinearToDense(count(120), 5, map), 5, map), count(120));
});

test('a value of an image is found at its place with channels last', (t) => {
  const images = Uint8Array.from(count(2 * 3 * 4 * 5));
  const result = convertNchwToNhwc(images, [2, 3, 4, 5]);
  images.forEach((value, at) => {
    const [n, c, h, w] = [Math.floor(at / 60), Math.floor(at / 20) % 3, Math.floor(at / 5) % 4, at % 5];
    t.is(result[((n * 4 + h) * 5 + w) * 3 + c], value);
  });
});

test('channel-last pixels of a colour image lie side by side', (t) => {
  const image = Uint8Array.of(1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, 24); // 3 × 2 × 2
  t.deepEqual(
    convertNchwToNhwc(image, [1, 3, 2, 2]),
    Uint8Array.of(1, 11, 21, 2, 12, 22, 3, 13, 23, 4, 14, 24),
  );
});

test('the argument is left as it was', (t) => {
  const grey = Uint8Array.of(1, 2, 3, 4);
  convertNchwToNhwc(grey, [1, 1, 2, 2])[0] = 9;
  t.is(grey[0], 1);
});
