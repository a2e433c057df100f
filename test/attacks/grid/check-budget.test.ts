import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import type { AttackDefinition, SearchMethod, SteppingMethod } from '../../../src/attacks/attack.ts';
import { largestChange } from '../../../src/attacks/grid/check-budget.ts';
import { crossEntropy } from '../../../src/attacks/losses.ts';
import { projectL2, projectLinf } from '../../../src/attacks/methods/projections.ts';
import { createAttack } from '../../../src/attacks/methods/registry.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { computeToyGrid } from '../toy-grid.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

type Move = (images: tf.Tensor4D, epsilon: number, gradient: tf.Tensor4D) => unknown;

/** One step of a stepping attack. */
const stepOnce = (move: Move): SteppingMethod => ({
  kind: 'stepping',
  steps: 1,
  start: (images) => images,
  step: (current, _, gradient, epsilon) => move(current, epsilon, gradient) as tf.Tensor4D,
  reach: (steps) => (steps === 0 ? 0 : Number.POSITIVE_INFINITY),
});

/** One step of a search attack. */
const searchOnce = (move: Move): SearchMethod => ({
  kind: 'search',
  evaluations: 1,
  usesGradient: true,
  loss: crossEntropy,
  begin: ({ images }) => ({ query: images }),
  advance: ({ query }, { gradient }, { epsilon }) => ({
    query: move(query, epsilon, gradient!) as tf.Tensor4D,
  }),
  examples: ({ query }) => query,
});

function define(method: SteppingMethod | SearchMethod, norm: 'linf' | 'l2' = 'linf'): AttackDefinition {
  return { name: 'own', norm, settings: {}, defaults: {}, create: () => method };
}

const attackWith = (method: SteppingMethod | SearchMethod, norm: 'linf' | 'l2' = 'linf') =>
  createAttack('own', {}, define(method, norm));

/** [5, 1, 1, 4] with one value at one pixel of image 4, and the clean value elsewhere. */
function spoil(images: tf.Tensor4D, value: number): tf.Tensor4D {
  const pixels = images.dataSync().slice();
  pixels[pixels.length - 2] = value;
  return tf.tensor4d(pixels, images.shape);
}

const kinds = { stepping: stepOnce, search: searchOnce };

for (const [kind, once] of Object.entries(kinds)) {
  for (const [what, norm, move, code, message] of [
    [
      'leaves the ball',
      'linf',
      (x, epsilon, gradient) => tf.clipByValue(tf.add(x, tf.mul(tf.sign(gradient), 1.1 * epsilon)), 0, 1),
      'ATTACK_BUDGET',
      /^Attack "own" moved image 0 at ε 0.3 by 0.33\d* in ℓ∞$/,
    ],
    [
      'declares ℓ2 and moves in ℓ∞',
      'l2',
      (x, epsilon, gradient) => projectLinf(tf.add(x, tf.sign(gradient)), x, epsilon),
      'ATTACK_BUDGET',
      /moved image 0 at ε 0.3 by 0.\d+ in ℓ2/,
    ],
    [
      'declares ℓ∞ and moves in ℓ2 beyond ε',
      'linf',
      (x, epsilon, gradient) =>
        projectL2(tf.add(x, tf.mul(gradient, 1e6)) as tf.Tensor4D, x, epsilon * Math.sqrt(4)),
      'ATTACK_BUDGET',
      /in ℓ∞/,
    ],
    [
      'leaves [0, 1] upwards',
      'linf',
      (x) => spoil(x, 1.0001),
      'ATTACK_PIXEL_RANGE',
      /pixel 1.0001 for image 2 at ε 0.3, outside \[0, 1\]/,
    ],
    ['leaves [0, 1] downwards', 'linf', (x) => spoil(x, -0.0001), 'ATTACK_PIXEL_RANGE', /pixel -0.0001 /],
    ['returns NaN', 'linf', (x) => spoil(x, Number.NaN), 'ATTACK_NOT_FINITE', /pixel NaN for image 2 at/],
    [
      'returns infinity',
      'l2',
      (x) => spoil(x, Number.NEGATIVE_INFINITY),
      'ATTACK_NOT_FINITE',
      /pixel -Infinity/,
    ],
    ['returns numbers too large for a norm', 'linf', (x) => spoil(x, 1e30), 'ATTACK_PIXEL_RANGE', /1e\+30/],
    [
      'returns fewer images',
      'linf',
      (x) => tf.slice(x, 0, 1),
      'ATTACK_SHAPE',
      /tensor of shape \[1, 1, 1, 4\]/,
    ],
    ['returns a mean', 'linf', (x) => tf.mean(x), 'ATTACK_SHAPE', /tensor of shape \[\]/],
    ['returns whole numbers', 'linf', (x) => tf.cast(x, 'int32'), 'ATTACK_SHAPE', /int32 tensor/],
    ['returns nothing', 'linf', () => undefined, 'ATTACK_SHAPE', /returns.* is undefined$/],
    ['returns an array', 'linf', (x) => x.arraySync(), 'ATTACK_SHAPE', /is an array/],
  ] satisfies [string, 'linf' | 'l2', Move, string, RegExp][]) {
    test(`a ${kind} attack that ${what} fails by name`, async (t) => {
      await t.throwsAsync(computeToyGrid({ attack: attackWith(once(move), norm), epsilons: [0, 0.3] }), {
        ...{ code, message },
      });
    });
  }
}

test('restarts and giving up do not hide an attack that leaves the ball', async (t) => {
  const wild = searchOnce((x) => tf.sub(1, x));
  const attack = createAttack('own', { restarts: 2 }, {
    ...define(wild),
    settings: { restarts: { type: 'integer', description: 'Number of restarts.' } },
  } satisfies AttackDefinition);
  for (const dropFooled of [false, true]) {
    await t.throwsAsync(computeToyGrid({ attack, dropFooled, epsilons: [0.05] }), { code: 'ATTACK_BUDGET' });
  }
});

test('a reach that is too small is found out at the smallest epsilon that shared the iterate', async (t) => {
  const step: Move = (x, epsilon, gradient) => projectLinf(tf.add(x, tf.sign(gradient)), x, epsilon);
  const wrong = attackWith({ ...stepOnce(step), reach: () => 0 } as SteppingMethod);
  const error = await t.throwsAsync(computeToyGrid({ attack: wrong, epsilons: [0.3, 0.1] }), {
    ...{ code: 'ATTACK_BUDGET' },
  });
  t.regex(error!.message, /at ε 0.1 by 0.3/);
  const lost = attackWith({ ...stepOnce(step), reach: () => Number.NaN } as SteppingMethod);
  await t.throwsAsync(computeToyGrid({ attack: lost, epsilons: [0.3] }), { message: /reach returns.*NaN/ });
});

test('a stepping attack that leaves every image as it is fails by name, except at ε 0', async (t) => {
  const idle = attackWith(stepOnce((x) => x));
  await t.throwsAsync(computeToyGrid({ attack: idle, epsilons: [0.1] }), {
    ...{ code: 'ATTACK_IDLE', message: 'Attack "own" left all 5 images as they are at ε 0.1' },
  });
  await t.notThrowsAsync(computeToyGrid({ attack: idle, epsilons: [0] }));
});

test('what may be a mistake is a warning', async (t) => {
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  await computeToyGrid({ attack: attackWith(searchOnce((x) => x)), epsilons: [0, 0.1], warn });
  t.deepEqual(warnings, ['Attack "own" left all 5 images as they are at ε 0.1.']);
  const euclidean = searchOnce((x, epsilon, gradient) =>
    projectL2(tf.add(x, tf.mul(gradient, 1e6)) as tf.Tensor4D, x, epsilon),
  );
  await computeToyGrid({ attack: attackWith(euclidean), epsilons: [0.05], warn });
  t.regex(warnings.at(-1)!, /declares norm "linf", but at ε 0.05 no image moved by more than ε in ℓ2/);
});

test('a loss that is averaged over the batch is an error', async (t) => {
  const loss = (...args: Parameters<typeof crossEntropy>) => tf.mean(crossEntropy(...args)) as never;
  await t.throwsAsync(computeToyGrid({ attack: attackWith({ ...searchOnce((x) => x), loss }) }), {
    ...{ code: 'ATTACK_SHAPE', message: /what loss returns is a float32 tensor of shape \[\]/ },
  });
});

test('a state that is no state is an error', async (t) => {
  for (const [state, message] of [
    [undefined, /begin returns is undefined/],
    [Promise.resolve({}), /begin returns is a promise/],
    [{}, /begin returns, query, is undefined/],
  ] as const) {
    const begin = () => state as never;
    await t.throwsAsync(computeToyGrid({ attack: attackWith({ ...searchOnce((x) => x), begin }) }), {
      ...{ code: 'ATTACK_SHAPE', message },
    });
  }
});

test('the limits allow rounding and nothing that a reader could see', (t) => {
  t.true(largestChange('linf', 0.3, 1024) > Math.fround(0.3) + 2 ** -23);
  t.true(largestChange('linf', 0.3, 1024) < 0.3 + 1 / 255 / 1000);
  t.true(largestChange('l2', 0.5, 3072) / 0.5 < 1.001);
  t.true(largestChange('l2', 0, 3072) < 1 / 255 / 100);
});
