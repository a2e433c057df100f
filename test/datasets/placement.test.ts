import test from 'ava';
import fc from 'fast-check';
import { placeImage } from '../../src/datasets/placement.ts';

test('an image is mirrored, then moved, and zeros come in', (t) => {
  const size = { height: 2, width: 3, channels: 2 };
  const image = Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60);
  const place = (isFlipped: boolean, down: number, right: number) => {
    const placed = image.slice();
    placeImage(placed, size, { isFlipped, down, right });
    return [...placed];
  };
  t.deepEqual(place(false, 0, 0), [...image]);
  t.deepEqual(place(false, 1, 0), [0, 0, 0, 0, 0, 0, 1, 10, 2, 20, 3, 30]);
  t.deepEqual(place(false, 0, -1), [2, 20, 3, 30, 0, 0, 5, 50, 6, 60, 0, 0]);
  t.deepEqual(place(true, 0, 0), [3, 30, 2, 20, 1, 10, 6, 60, 5, 50, 4, 40]);
  t.deepEqual(place(true, -1, 1), [0, 0, 6, 60, 5, 50, 0, 0, 0, 0, 0, 0]);
  t.deepEqual(place(false, 5, 0), new Array<number>(12).fill(0));
});

test('moving there and back keeps what stayed inside', (t) => {
  const move = fc.integer({ min: -5, max: 5 });
  fc.assert(
    fc.property(move, move, (down, right) => {
      const size = { height: 4, width: 5, channels: 1 };
      const image = Float32Array.from({ length: 20 }, (_, pixel) => pixel + 1);
      const placed = image.slice();
      placeImage(placed, size, { isFlipped: false, down, right });
      placeImage(placed, size, { isFlipped: false, down: -down, right: -right });
      const isKept = (pixel: number) => {
        const [row, column] = [Math.floor(pixel / 5), pixel % 5];
        return row + down >= 0 && row + down < 4 && column + right >= 0 && column + right < 5;
      };
      t.deepEqual(
        [...placed],
        Array.from(image, (value, pixel) => (isKept(pixel) ? value : 0)),
      );
    }),
  );
});
