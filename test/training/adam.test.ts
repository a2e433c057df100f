import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import test, { type ExecutionContext } from 'ava';
import { loadEngine } from '../../src/engines/index.ts';
import { createAdam } from '../../src/training/adam.ts';
import type { AdamState } from '../../src/training/adam-state.ts';
import { spread } from '../networks/spread.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

interface Fixture {
  readonly shapes: readonly number[][];
  /** Step → parameter → values. */
  readonly steps: readonly number[][][];
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

function makeState({ shapes }: Fixture): AdamState {
  const parameters = shapes.map(
    (shape, index) => [`p${index}`, { shape, value: spread(sizeOf(shape), 10 + index) }] as const,
  );
  return { step: 0, parameters: new Map(parameters) };
}

/** The gradients of scripts/make-torch-fixtures.py: of very different sizes, which Adam is to make up for. */
function makeGradients({ shapes }: Fixture, step: number): Map<string, tf.Tensor> {
  return new Map(
    shapes.map((shape, index) => {
      const values = spread(sizeOf(shape), 20 + 5 * step + index).map((value) => value * 10 ** (-2 * index));
      return [`p${index}`, tf.tensor(values, shape)];
    }),
  );
}

const rateOf = (step: number): number => (step < 3 ? 0.01 : 0.001);

async function compareWithTorch(t: ExecutionContext, file: string, weightDecay?: number): Promise<void> {
  const fixture = JSON.parse(await readFile(`test/fixtures/networks/${file}`, 'utf8')) as Fixture;
  const adam = createAdam(makeState(fixture), weightDecay);
  fixture.steps.forEach((expected, step) => {
    tf.tidy(() => adam.apply(makeGradients(fixture, step), rateOf(step)));
    const { parameters } = adam.save();
    expected.forEach((values, index) => {
      values.forEach((value, element) => {
        const actual = parameters.get(`p${index}`)!.value![element]!;
        t.true(
          Math.abs(actual - value) < 2e-7,
          `step ${step}, p${index}[${element}]: ${actual}, expected ${value}`,
        );
      });
    });
  });
  adam.dispose();
}

test.serial('steps are those of torch.optim.Adam, across a change of the learning rate', async (t) => {
  await compareWithTorch(t, 'adam.json');
});

test.serial('with decay of the weights, steps are those of torch.optim.AdamW', async (t) => {
  await compareWithTorch(t, 'adamw.json', 0.5);
});

test.serial('saved after two steps and made again, it goes on with the same bits', async (t) => {
  const fixture = JSON.parse(await readFile('test/fixtures/networks/adam.json', 'utf8')) as Fixture;
  const through = createAdam(makeState(fixture));
  const before = createAdam(makeState(fixture));
  for (let step = 0; step < 5; step += 1)
    tf.tidy(() => through.apply(makeGradients(fixture, step), rateOf(step)));
  for (let step = 0; step < 2; step += 1)
    tf.tidy(() => before.apply(makeGradients(fixture, step), rateOf(step)));
  const after = createAdam(before.save());
  before.dispose();
  for (let step = 2; step < 5; step += 1)
    tf.tidy(() => after.apply(makeGradients(fixture, step), rateOf(step)));
  t.deepEqual(after.save(), through.save());
  after.dispose();
  through.dispose();
});

test.serial('values that were read keep their value through the next step', (t) => {
  const adam = createAdam({
    step: 0,
    parameters: new Map([['p', { shape: [2], value: Float32Array.of(1, 2) }]]),
  });
  const read = adam.read().get('p')!;
  adam.apply(new Map([['p', tf.ones([2])]]), 0.5);
  t.deepEqual(read.dataSync(), Float32Array.of(1, 2));
  t.true(Math.abs(adam.read().get('p')!.dataSync()[0]! - 0.5) < 1e-6);
  adam.dispose();
});

test.serial('it leaves no tensors behind', (t) => {
  const before = tf.memory().numTensors;
  const adam = createAdam({
    step: 0,
    parameters: new Map([['p', { shape: [2], value: Float32Array.of(1, 2) }]]),
  });
  tf.tidy(() => adam.apply(new Map([['p', tf.ones([2])]]), 0.5));
  tf.dispose([...adam.read().values()]);
  adam.save();
  adam.dispose();
  t.is(tf.memory().numTensors, before);
});
