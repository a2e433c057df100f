import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import fc from 'fast-check';
import schema from '../../../schemas/stages/attack-grid.schema.json' with { type: 'json' };
import type { Attack } from '../../../src/study/attacks/attack.ts';
import { createStartNoise } from '../../../src/study/attacks/random-streams.ts';
import { attackDefinitions, createAttack } from '../../../src/study/attacks/registry.ts';
import { sweepEpsilons } from '../../../src/study/attacks/sweep-epsilons.ts';
import { loadEngine } from '../../../src/study/engines/index.ts';
import { toToyImages } from './toy-model.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

// Multiples of 2⁻²⁰: exact in float32, and without denormals, which TensorFlow flushes to zero.
const pixel = fc.integer({ min: 0, max: 2 ** 20 }).map((value) => value / 2 ** 20);
const pixels = fc.array(fc.array(pixel, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 });
const epsilon = fc.constantFrom(0.001, 0.05, 0.3, 0.5);

/** Attacks with a gradient that is the same wherever it is taken. */
async function attackWith(
  attack: Attack,
  images: readonly (readonly number[])[],
  gradients: readonly (readonly number[])[],
  radius: number,
): Promise<number[][]> {
  const x = toToyImages(images);
  const [examples] = await sweepEpsilons(attack, x, [radius], {
    gradient: () => toToyImages(gradients),
    startNoise: createStartNoise(7, 0, x.shape),
  });
  return tf.reshape(examples!, [-1, 4]).arraySync() as number[][];
}

test('the schema names the attacks of the registry', (t) => {
  t.deepEqual(
    schema.properties.attack.enum,
    attackDefinitions.map(({ name }) => name),
  );
});

test("defaults are the study's", (t) => {
  t.deepEqual(
    Object.fromEntries(attackDefinitions.map(({ name }) => [name, createAttack(name, {}).settings])),
    {
      fgsm: {},
      bim: { alpha: 0.001, steps: 20 },
      'pgd-linf': { alpha: 0.001, steps: 20, randomStart: true },
      'pgd-l2': { alpha: 15 / 255, steps: 10, randomStart: false },
    },
  );
});

test('settings given replace the defaults', (t) => {
  const attack = createAttack('bim', { steps: 3 });
  t.is(attack.steps, 3);
  t.deepEqual(attack.settings, { alpha: 0.001, steps: 3 });
});

const refused: [string, string, object][] = [
  ['an unknown attack', 'fgms', {}],
  ['an attack by the name of an inherited property', 'toString', {}],
  ['a setting that the attack does not have', 'fgsm', { steps: 3 }],
  ['a step length of 0', 'bim', { alpha: 0 }],
  ['half a step', 'pgd-l2', { steps: 0.5 }],
];
for (const [what, name, settings] of refused) {
  test(`refuses ${what}`, (t) => {
    t.like(
      t.throws(() => createAttack(name, settings)),
      { code: 'ATTACK_SETTINGS' },
    );
  });
}

for (const { name, defaults } of attackDefinitions) {
  // Steps that leave the smaller balls, so that projections have work to do.
  const steps = 'steps' in defaults ? { alpha: 0.02, steps: 4 } : {};
  const starts = 'randomStart' in defaults ? [false, true] : [undefined];
  for (const randomStart of starts) {
    const attack = createAttack(name, randomStart === undefined ? steps : { ...steps, randomStart });
    const title = randomStart === undefined ? name : `${name}, random start ${randomStart},`;

    test(`${title} stays in the ball and in the pixel range`, async (t) => {
      await fc.assert(
        fc.asyncProperty(pixels, epsilon, async (images, radius) => {
          const examples = await attackWith(
            attack,
            images,
            images.map((image) => image.map((value) => value - 0.4)),
            radius,
          );
          return examples.every((example, row) => {
            const change = example.map((value, i) => Math.abs(value - images[row]![i]!));
            const size = attack.norm === 'l2' ? Math.hypot(...change) : Math.max(...change);
            return size <= radius + 1e-6 && example.every((value) => value >= 0 && value <= 1);
          });
        }),
        { numRuns: 10 },
      );
      t.pass();
    });

    test(`${title} leaves an example as it was where its gradient is zero`, async (t) => {
      await fc.assert(
        fc.asyncProperty(pixels, epsilon, async (images, radius) => {
          const zeros = images.map(() => [0, 0, 0, 0]);
          const x = toToyImages(images);
          const start = attack.start(x, radius, createStartNoise(7, 0, x.shape));
          const expected = [...start.dataSync()];
          const examples = await attackWith(attack, images, zeros, radius);
          return examples.flat().every((value, i) => value === expected[i]);
        }),
        { numRuns: 10 },
      );
      t.pass();
    });

    test(`${title} gives an example the same result in any batch`, async (t) => {
      await fc.assert(
        fc.asyncProperty(pixels, epsilon, async (images, radius) => {
          const gradients = images.map((image) => image.map((value, i) => value * (i - 1.5)));
          const together = await attackWith(attack, images, gradients, radius);
          const alone = await attackWith(attack, images.slice(0, 1), gradients.slice(0, 1), radius);
          return together[0]!.every((value, i) => value === alone[0]![i]);
        }),
        { numRuns: 10 },
      );
      t.pass();
    });
  }
}

test('a random start in linf is uniform over the ball', (t) => {
  const x = tf.fill([2000, 1, 1, 4], 0.5) as tf.Tensor4D;
  const start = createAttack('pgd-linf', {}).start(x, 0.1, createStartNoise(1, 0, x.shape));
  const offsets = [...tf.sub(start, x).dataSync()].map((offset) => offset / 0.1);
  const mean = offsets.reduce((sum, u) => sum + u, 0) / offsets.length;
  const variance = offsets.reduce((sum, u) => sum + u * u, 0) / offsets.length;
  // Standard errors: .0065 and .0033.
  t.true(Math.abs(mean) < 0.03, `mean ${mean}`);
  t.true(Math.abs(variance - 1 / 3) < 0.015, `variance ${variance}`);
});

test('a random start in l2 has a uniform radius and no preferred direction', (t) => {
  const x = tf.fill([2000, 1, 1, 4], 0.5) as tf.Tensor4D;
  const start = createAttack('pgd-l2', { randomStart: true }).start(x, 0.1, createStartNoise(1, 0, x.shape));
  const offsets = tf.reshape(tf.sub(start, x), [-1, 4]).arraySync() as number[][];
  const radii = offsets.map((offset) => Math.hypot(...offset) / 0.1);
  const mean = radii.reduce((sum, radius) => sum + radius, 0) / radii.length;
  t.true(Math.abs(mean - 0.5) < 0.03, `mean radius ${mean}`);
  t.true(Math.max(...radii) <= 1 + 1e-5);
  for (let axis = 0; axis < 4; axis++) {
    const drift = offsets.reduce((sum, offset) => sum + offset[axis]!, 0) / offsets.length / 0.1;
    t.true(Math.abs(drift) < 0.03, `axis ${axis}: ${drift}`);
  }
});

test("an example's random start does not depend on the others drawn with it", (t) => {
  const x = tf.fill([6, 1, 1, 4], 0.5) as tf.Tensor4D;
  for (const draw of ['uniform', 'normal', 'radius'] as const) {
    const together = createStartNoise(3, 10, x.shape)[draw]();
    const alone = createStartNoise(3, 14, [1, 1, 1, 4])[draw]();
    t.deepEqual([...tf.slice(together, 4, 1).dataSync()], [...alone.dataSync()]);
    const otherSeed = createStartNoise(4, 14, [1, 1, 1, 4])[draw]();
    t.notDeepEqual([...otherSeed.dataSync()], [...alone.dataSync()]);
  }
});
