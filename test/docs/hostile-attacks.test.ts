import test from 'ava';
import { startCommand } from '../../runner/test/cli/start-command.ts';
import { makeSmallStudy } from './small-study.ts';

const search = (advance: string, rest = '') => `
import { crossEntropy, defineAttack, projectL2, projectLinf, tf } from 'robust-pipeline/study';
export default defineAttack({
  name: 'hostile',
  norm: 'linf',
  settings: { steps: { type: 'integer', minimum: 1, description: 'Number of steps.' } },
  defaults: { steps: 2 },
  create: (settings) => ({
    kind: 'search',
    evaluations: settings.steps,
    usesGradient: true,
    loss: crossEntropy,
    begin: ({ images }) => ({ query: images }),
    advance: ({ query }, { gradient }, { images, epsilon }) => ({ query: ${advance} }),
    examples: ({ query }) => query,
    ${rest}
  }),
});
`;

const stepping = (step: string, steps = 'settings.steps') => `
import { defineAttack, projectL2, projectLinf, tf } from 'robust-pipeline/study';
export default defineAttack({
  name: 'hostile',
  norm: 'l2',
  settings: { steps: { type: 'integer', minimum: 1, description: 'Number of steps.' } },
  defaults: { steps: 2 },
  create: (settings) => ({
    kind: 'stepping',
    steps: ${steps},
    start: (images) => images,
    step: (current, images, gradient, epsilon) => ${step},
    reach: () => Infinity,
  }),
});
`;

/** Module → what the failure of its cells says. All of these passed once. */
const hostile: Readonly<Record<string, readonly [source: string, message: RegExp]>> = {
  'leaves-the-ball': [
    search('tf.clipByValue(tf.add(query, tf.sign(gradient)), 0, 1)'),
    /Attack "hostile" moved image \d+ at ε 0\.1 by [\d.]+ in ℓ∞/,
  ],
  'leaves-the-range': [
    search('tf.add(images, tf.mul(epsilon / 2, tf.sign(gradient)))'),
    /Attack "hostile" returned the pixel (-|1\.)[\d.]+ for image \d+ at ε 0\.1, outside \[0, 1\]/,
  ],
  'returns-nan': [
    search('tf.mul(images, NaN)'),
    /Attack "hostile" returned the pixel NaN for image 0 at ε 0\.1/,
  ],
  'two-norms': [search('query', "norm: 'l2',"), /norm "l2", where the attack declares "linf"/],
  'moves-in-another-norm': [
    stepping('projectLinf(tf.add(current, tf.sign(gradient)), images, epsilon)'),
    /Attack "hostile" moved image \d+ at ε 0\.1 by [\d.]+ in ℓ2/,
  ],
  'unknown-setting': [
    stepping('projectL2(tf.add(current, gradient), images, epsilon)', 'settings.stepz ?? 0'),
    /The code of attack "hostile" reads the setting "stepz"/,
  ],
  'does-nothing': [stepping('current'), /Attack "hostile" left all 8 images as they are at ε 0\.1/],
  'another-shape': [
    stepping('tf.sum(current)'),
    /Attack "hostile": what step returns at step 0 is a float32 tensor of shape \[\]/,
  ],
};

test('cells of an attack that breaks its rules fail, each by name', async (t) => {
  const study = await makeSmallStudy(t);
  for (const [name, [source]] of Object.entries(hostile)) {
    await study.write(`attacks/${name}.ts`, source);
    const value = { name, module: `attacks/${name}.ts`, settings: {} };
    await study.addValue(['axes', 'attack'], JSON.stringify(value));
  }
  const { stdout, exitCode } = await startCommand([
    ...['-C', study.folder, 'run', 'attack-grid', '--keep-going', '--reporter', 'json'],
  ]);
  t.not(exitCode, 0);
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; action?: string; outcome?: string });
  for (const [name, [, message]] of Object.entries(hostile)) {
    const failures = events.filter(
      ({ type, action, outcome }) =>
        type === 'action' && outcome === 'failed' && action?.includes(`/${name}/`) === true,
    );
    t.true(failures.length > 0, `${name} passed`);
    t.true(
      failures.some((failure) => message.test(JSON.stringify(failure).replaceAll('\\"', '"'))),
      `${name}: ${JSON.stringify(failures)}`,
    );
  }
});
