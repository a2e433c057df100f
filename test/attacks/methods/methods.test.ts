import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import fc from 'fast-check';
import schema from '../../../schemas/stages/attack-grid.schema.json' with { type: 'json' };
import type { Attack, AttackSettings, SteppingAttack } from '../../../src/attacks/attack.ts';
import { attackDefinitions, createAttack } from '../../../src/attacks/methods/registry.ts';
import { createAttackNoise } from '../../../src/attacks/search/random-streams.ts';
import { type FoundExamples, runSearch } from '../../../src/attacks/search/run-search.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { toToyImages } from '../toy-model.ts';

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
  const rows = Int32Array.from(images, (_, row) => row);
  const search = runSearch(attack, {
    epsilons: [radius],
    images: x,
    labels: rows.map((row) => row % 3),
    classes: 3,
    rows,
    others: x,
    // A loss that grows along the gradient, so that searches have something to climb.
    evaluate: (query) => {
      const gradient = toToyImages(gradients);
      const losses = tf.sum(tf.mul(query, gradient), [1, 2, 3]) as tf.Tensor1D;
      return { logProbabilities: tf.zeros([rows.length, 3]), losses, gradient };
    },
    noise: createAttackNoise(7, 0, x.shape),
    restart: 0,
    stochastic: false,
    onEvaluation: () => undefined,
  });
  const { examples } = (await search.next()).value as FoundExamples;
  return tf.reshape(examples, [-1, 4]).arraySync() as number[][];
}

/** Where an attack begins: its random start, or the images themselves. */
function startOf(attack: Attack, images: readonly (readonly number[])[], radius: number): number[][] {
  const x = toToyImages(images);
  const start =
    attack.kind === 'stepping' ? attack.start(x, radius, createAttackNoise(7, 0, x.shape).start) : x;
  return tf.reshape(start, [-1, 4]).arraySync() as number[][];
}

test('the schema names the attacks of the registry', (t) => {
  t.deepEqual(
    schema.$defs.studyAttack.enum,
    attackDefinitions.map(({ name }) => name),
  );
});

interface SchemaRule {
  readonly type: string | readonly string[];
  readonly description: string;
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
}

/** In pipeline.json the length of a step may be a fraction as text too. A definition sees the number that it means. */
function withoutFractions({ pattern, patternErrorMessage: _words, ...rule }: SchemaRule): object {
  if (pattern === undefined) return rule;
  assert.deepEqual(rule.type, ['number', 'string']);
  assert.match('2/255', new RegExp(pattern));
  return {
    ...rule,
    type: 'number',
    description: rule.description.replace(/: a number, or a fraction.*/, '.'),
  };
}

test('the schema allows each attack the settings of its definition, with the same rules', (t) => {
  for (const { name, settings } of attackDefinitions) {
    const branch = schema.allOf.find((each) => {
      const attack = (each.if.properties?.attack ?? {}) as { const?: string; enum?: string[] };
      return attack.const === name || attack.enum?.includes(name);
    });
    const allowed = Object.keys(branch!.then.properties.settings.properties ?? {});
    t.deepEqual(allowed.toSorted(), Object.keys(settings).toSorted(), name);
    const rules = schema.properties.settings.properties as unknown as Record<string, SchemaRule>;
    for (const setting of allowed) t.deepEqual(withoutFractions(rules[setting]!), settings[setting], setting);
  }
});

test("defaults are the study's, and those of the papers", (t) => {
  t.deepEqual(
    Object.fromEntries(attackDefinitions.map(({ name }) => [name, createAttack(name, {}).settings])),
    {
      fgsm: {},
      bim: { alpha: 0.001, steps: 20 },
      'pgd-linf': { alpha: 0.001, steps: 20, randomStart: true, restarts: 1 },
      'pgd-l2': { alpha: 15 / 255, steps: 10, randomStart: false, restarts: 1 },
      'mi-fgsm': { relativeAlpha: 1, steps: 10, decay: 1 },
      'apgd-ce': { steps: 100, rho: 0.75, randomStart: true, restarts: 1 },
      'apgd-dlr': { steps: 100, rho: 0.75, randomStart: true, restarts: 1 },
      square: { queries: 5000, pInit: 0.8, restarts: 1 },
      noise: { restarts: 1 },
    },
  );
});

test('settings given replace the defaults', (t) => {
  const attack = createAttack('bim', { steps: 3 });
  t.deepEqual(attack.settings, { alpha: 0.001, steps: 3 });
});

test('a relative step length takes the place of the absolute one, and the other way round', (t) => {
  t.deepEqual(createAttack('bim', { relativeAlpha: 2.5 }).settings, { relativeAlpha: 2.5, steps: 20 });
  t.deepEqual(createAttack('mi-fgsm', { alpha: 0.01 }).settings, { alpha: 0.01, steps: 10, decay: 1 });
});

test('a relative step length is that share of epsilon / steps', async (t) => {
  const images = [[0.5, 0.5, 0.5, 0.5]];
  const attack = createAttack('bim', { relativeAlpha: 2, steps: 8 });
  const absolute = createAttack('bim', { alpha: (2 * 0.3) / 8, steps: 8 });
  const gradients = [[1, -1, 2, 0]];
  t.deepEqual(
    await attackWith(attack, images, gradients, 0.3),
    await attackWith(absolute, images, gradients, 0.3),
  );
});

const refused: [string, string, AttackSettings][] = [
  ['an unknown attack', 'fgms', {}],
  ['an attack by the name of an inherited property', 'toString', {}],
  ['a setting that the attack does not have', 'fgsm', { steps: 3 }],
  ['a step length of 0', 'bim', { alpha: 0 }],
  ['half a step', 'pgd-l2', { steps: 0.5 }],
  ['two lengths of a step', 'bim', { alpha: 0.1, relativeAlpha: 2 }],
  ['restarts of an attack without randomness', 'bim', { restarts: 2 }],
  ['no restarts', 'noise', { restarts: 0 }],
  ['a share above 1', 'apgd-ce', { rho: 1.5 }],
  ['a number for a switch', 'pgd-linf', { randomStart: 1 as never }],
];
for (const [what, name, settings] of refused) {
  test(`refuses ${what}`, (t) => {
    t.like(
      t.throws(() => createAttack(name, settings)),
      { code: 'ATTACK_SETTINGS' },
    );
  });
}

/** Steps that leave the smaller balls, so that projections have work to do, and searches soon over. */
const short: AttackSettings = { alpha: 0.02, steps: 4, queries: 6 };
const shortSettings = (rules: object) =>
  Object.fromEntries(Object.entries(short).filter(([setting]) => Object.hasOwn(rules, setting)));

for (const { name, settings: rules } of attackDefinitions) {
  const starts = 'randomStart' in rules ? [false, true] : [undefined];
  for (const randomStart of starts) {
    const settings = { ...shortSettings(rules), ...(randomStart === undefined ? {} : { randomStart }) };
    const attack = createAttack(name, settings);
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

    // Square does not look at gradients: it moves on.
    if (name !== 'square')
      test(`${title} leaves an example as it was where its gradient is zero`, async (t) => {
        await fc.assert(
          fc.asyncProperty(pixels, epsilon, async (images, radius) => {
            const zeros = images.map(() => [0, 0, 0, 0]);
            const examples = await attackWith(attack, images, zeros, radius);
            const expected =
              attack.kind === 'search' && randomStart
                ? await attackWith(createAttack(name, { ...settings, steps: 1 }), images, zeros, radius)
                : startOf(attack, images, radius);
            return examples.flat().every((value, i) => value === expected.flat()[i]);
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
  const start = (createAttack('pgd-linf', {}) as SteppingAttack).start(
    x,
    0.1,
    createAttackNoise(1, 0, x.shape).start,
  );
  const offsets = [...tf.sub(start, x).dataSync()].map((offset) => offset / 0.1);
  const mean = offsets.reduce((sum, u) => sum + u, 0) / offsets.length;
  const variance = offsets.reduce((sum, u) => sum + u * u, 0) / offsets.length;
  // Standard errors: .0065 and .0033.
  t.true(Math.abs(mean) < 0.03, `mean ${mean}`);
  t.true(Math.abs(variance - 1 / 3) < 0.015, `variance ${variance}`);
});

test('a random start in l2 has a uniform radius and no preferred direction', (t) => {
  const x = tf.fill([2000, 1, 1, 4], 0.5) as tf.Tensor4D;
  const attack = createAttack('pgd-l2', { randomStart: true }) as SteppingAttack;
  const start = attack.start(x, 0.1, createAttackNoise(1, 0, x.shape).start);
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
    const together = createAttackNoise(3, 10, x.shape).start[draw]();
    const alone = createAttackNoise(3, 14, [1, 1, 1, 4]).start[draw]();
    t.deepEqual([...tf.slice(together, 4, 1).dataSync()], [...alone.dataSync()]);
    const otherSeed = createAttackNoise(4, 14, [1, 1, 1, 4]).start[draw]();
    t.notDeepEqual([...otherSeed.dataSync()], [...alone.dataSync()]);
  }
});
