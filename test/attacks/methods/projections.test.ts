import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import fc from 'fast-check';
import { projectL2, projectLinf } from '../../../src/attacks/methods/projections.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { toToyImages } from '../toy-model.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

// Multiples of 2⁻²⁰: exact in float32, and without denormals, which TensorFlow flushes to zero.
const fixedPoint = (min: number, max: number) =>
  fc.integer({ min: min * 2 ** 20, max: max * 2 ** 20 }).map((value) => value / 2 ** 20);
const pixel = fixedPoint(0, 1);
const wild = fixedPoint(-2, 3);
const epsilons = fc.constantFrom(0, 0.001, 0.05, 0.3, 0.5, 2);
const four = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 4, maxLength: 4 });

type Projection = typeof projectL2;

function project(projection: Projection, candidate: number[], image: number[], epsilon: number): number[] {
  return tf.tidy(() => [...projection(toToyImages([candidate]), toToyImages([image]), epsilon).dataSync()]);
}

const l2Distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, i) => value - b[i]!));
const linfDistance = (a: number[], b: number[]) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

for (const [projection, distance] of [
  [projectLinf, linfDistance],
  [projectL2, l2Distance],
] as const) {
  test(`${projection.name} lands in the ball and in the pixel range`, (t) => {
    fc.assert(
      fc.property(four(wild), four(pixel), epsilons, (candidate, image, epsilon) => {
        const projected = project(projection, candidate, image, epsilon);
        return (
          projected.every((value) => value >= 0 && value <= 1) && distance(projected, image) <= epsilon + 1e-6
        );
      }),
    );
    t.pass();
  });

  test(`${projection.name} leaves what is inside as it is, bit for bit`, (t) => {
    fc.assert(
      fc.property(four(pixel), four(pixel), (candidate, image) => {
        const projected = project(
          projection,
          candidate,
          image,
          distance(candidate, image) * (1 + 1e-6) + 1e-6,
        );
        return projected.every((value, i) => Object.is(value, candidate[i]! + 0));
      }),
    );
    t.pass();
  });

  test(`${projection.name} with epsilon 0 gives the image itself`, (t) => {
    fc.assert(
      fc.property(four(wild), four(pixel), (candidate, image) => {
        const projected = project(projection, candidate, image, 0);
        return projected.every((value, i) => value === image[i]);
      }),
    );
    t.pass();
  });
}

test('projectL2 shortens a change without turning it', (t) => {
  const projected = project(projectL2, [0.9, 0.5, 0.5, 0.2], [0.5, 0.5, 0.5, 0.5], 0.25);
  // The change (.4, 0, 0, -.3) has length .5: half of it remains.
  for (const [i, expected] of [0.7, 0.5, 0.5, 0.35].entries()) {
    t.true(Math.abs(projected[i]! - expected) < 1e-6);
  }
});

test('projections treat each example by itself', (t) => {
  const candidates = [
    [1, 1, 1, 1],
    [0.5, 0.5, 0.5, 0.6],
  ];
  const images = [
    [0, 0, 0, 0],
    [0.5, 0.5, 0.5, 0.5],
  ];
  const [far, near] = tf.tidy(
    () =>
      tf
        .reshape(projectL2(toToyImages(candidates), toToyImages(images), 0.5), [2, 4])
        .arraySync() as number[][],
  );
  t.deepEqual(far, [0.25, 0.25, 0.25, 0.25]);
  t.deepEqual(near, [...new Float32Array([0.5, 0.5, 0.5, 0.6])]);
});
