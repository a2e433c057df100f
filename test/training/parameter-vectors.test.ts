import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import { loadEngine } from '../../src/engines/index.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import { listParameters } from '../../src/networks/parameters.ts';
import { joinState, listVectors, partState, partVectors } from '../../src/training/parameter-vectors.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

for (const name of ['lenet', 'blenet', 'simplecnn', 'balexnet']) {
  const network = resolveNetwork(name, 3);
  const parameters = new Map(
    listParameters(network).map(({ name: parameter, shape }, index) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const value = Float32Array.from({ length: size }, (_, element) => index + element / size);
      return [parameter, { shape, value, mean: value.map((x) => x / 2), square: value.map((x) => x * x) }];
    }),
  );
  const vectors = listVectors(network);

  test(`${name}: each parameter is in one vector, with others of its moment`, (t) => {
    const members = vectors.flatMap((vector) => vector.members.map((member) => [member.name, vector.moment]));
    const expected = listParameters(network).map((parameter) => [parameter.name, parameter.moment]);
    t.deepEqual(members.sort(), expected.sort());
  });

  test(`${name}: joining and parting a state gives it back, by parameter`, (t) => {
    const { step, parameters: back } = partState(vectors, joinState(vectors, { step: 3, parameters }));
    t.is(step, 3);
    t.deepEqual([...back].sort(), [...parameters].sort());
  });

  test.serial(`${name}: parting vectors gives each parameter its own numbers and shape`, (t) => {
    const joined = joinState(vectors, { step: 0, parameters });
    tf.tidy(() => {
      const contents = new Map(
        [...joined.parameters].map(([vector, { shape, value }]) => [vector, tf.tensor(value!, [...shape])]),
      );
      const parted = partVectors(vectors, contents);
      for (const [parameter, { shape, value }] of parameters) {
        t.deepEqual(parted.get(parameter)!.shape, [...shape]);
        t.deepEqual(parted.get(parameter)!.dataSync<'float32'>(), value);
      }
    });
  });
}

test('what the optimiser has not seen yet starts at 0', (t) => {
  const network = resolveNetwork('lenet', 1);
  const fresh = new Map(listParameters(network).map(({ name, shape }) => [name, { shape }]));
  for (const { mean, square } of joinState(listVectors(network), {
    step: 0,
    parameters: fresh,
  }).parameters.values()) {
    t.true(mean!.every((x) => x === 0));
    t.true(square!.every((x) => x === 0));
  }
});
