import test from 'ava';
import { createImageSet, gatherImages, gatherLabels } from '../../src/datasets/image-set.ts';
import { loadEngine } from '../../src/engines/index.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

/** Two colour images of 2×2. */
const set = createImageSet({
  shape: [2, 3, 2, 2],
  images: Uint8Array.from({ length: 24 }, (_, index) => index * 10),
  labels: Uint8Array.of(4, 9),
});

test('a batch is channel-last, in [0, 1], in the order asked for', (t) => {
  const batch = gatherImages(set, [1, 0]);
  t.deepEqual(batch.shape, [2, 2, 2, 3]);
  const [second, first] = batch.arraySync();
  t.deepEqual(
    first![0]![0],
    [0, 40, 80].map((byte) => Math.fround(byte / 255)),
  );
  t.deepEqual(
    second![1]![1],
    [150, 190, 230].map((byte) => Math.fround(byte / 255)),
  );
  t.deepEqual([...gatherLabels(set, [1, 0])], [9, 4]);
});

test('a mirrored image has its columns reversed, channels kept; the others are left alone', (t) => {
  const plain = gatherImages(set, [0, 1]).arraySync();
  const mirrored = gatherImages(set, [0, 1], (position) => ({
    isFlipped: position === 1,
    down: 0,
    right: 0,
  })).arraySync();
  t.deepEqual(mirrored[0], plain[0]);
  t.deepEqual(
    mirrored[1],
    plain[1]!.map((row) => row.toReversed()),
  );
});

test('floats are taken as they are', (t) => {
  const floats = createImageSet({
    shape: [1, 1, 1, 2],
    images: Float32Array.of(0.1, 1),
    labels: Uint8Array.of(0),
  });
  t.deepEqual(gatherImages(floats, [0]).dataSync(), Float32Array.of(0.1, 1));
});
