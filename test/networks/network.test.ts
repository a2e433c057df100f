import test from 'ava';
import { NetworkError } from '../../src/networks/errors.ts';
import {
  listActivationCounts,
  type Network,
  resolveNetwork,
  setDropout,
} from '../../src/networks/network.ts';
import { countParameters, listParameters } from '../../src/networks/parameters.ts';
import { readTorchFixture } from './torch-case.ts';

test('parameter counts are those of the published networks', (t) => {
  t.is(countParameters(resolveNetwork('alexnet', 1)), 2_456_778);
  t.is(countParameters(resolveNetwork('simplecnn', 1)), 1_781_034);
  t.is(countParameters(resolveNetwork('lenet', 1)), 61_706);
});

for (const name of ['lenet', 'alexnet', 'simplecnn', 'blenet', 'balexnet', 'bsimplecnn']) {
  test(`${name} has as many parameters as in PyTorch`, async (t) => {
    t.is(countParameters(resolveNetwork(name, 1)), (await readTorchFixture(name, 1)).parameters);
  });
}

test('a Bayesian twin has a mean and a spread for each weight and bias', (t) => {
  t.is(countParameters(resolveNetwork('blenet', 3)), 2 * countParameters(resolveNetwork('lenet', 3)));
  t.deepEqual(
    listParameters(resolveNetwork('blenet', 1))
      .slice(0, 4)
      .map(({ name, fileShape }) => [name, fileShape]),
    [
      ['conv1.weight_mu', [6, 1, 5, 5]],
      ['conv1.weight_rho', [6, 1, 5, 5]],
      ['conv1.bias_mu', [6]],
      ['conv1.bias_rho', [6]],
    ],
  );
});

test('the fifth convolution of B-AlexNet has half the channels', (t) => {
  const shapes = new Map(
    listParameters(resolveNetwork('balexnet', 1)).map(({ name, fileShape }) => [name, fileShape]),
  );
  t.deepEqual(shapes.get('conv5.weight_mu'), [128, 256, 3, 3]);
  t.deepEqual(shapes.get('fc1.weight_mu'), [10, 128]);
});

test('only the frequentist AlexNet has dropout', (t) => {
  const dropouts = (name: string) =>
    resolveNetwork(name, 1).layers.filter(({ kind }) => kind === 'dropout').length;
  t.deepEqual(
    ['lenet', 'alexnet', 'simplecnn', 'blenet', 'balexnet', 'bsimplecnn'].map(dropouts),
    [0, 3, 0, 0, 0, 0],
  );
});

test('the rate of dropout can be set, 0 takes the layers out, and the weights stay what they are', (t) => {
  const alexnet = resolveNetwork('alexnet', 3);
  const rates = (network: Network) =>
    network.layers.flatMap((layer) => (layer.kind === 'dropout' ? [layer.rate] : []));
  t.deepEqual(rates(alexnet), [0.5, 0.5, 0.5]);
  t.deepEqual(rates(setDropout(alexnet, 0.2)), [0.2, 0.2, 0.2]);
  t.deepEqual(rates(setDropout(alexnet, 0)), []);
  t.is(setDropout(alexnet, 0).layers.length, alexnet.layers.length - 3);
  t.deepEqual(listParameters(setDropout(alexnet, 0)), listParameters(alexnet));
  t.deepEqual(setDropout(resolveNetwork('lenet', 1), 0.3), resolveNetwork('lenet', 1));
});

test('an unknown network is refused with the names there are', (t) => {
  const error = t.throws(() => resolveNetwork('resnet', 1), {
    instanceOf: NetworkError,
    code: 'NETWORK_UNKNOWN',
  });
  t.regex(error?.hint ?? '', /lenet, alexnet/);
});

test('a layer has as many activations as its table says, before pooling', (t) => {
  t.deepEqual(listActivationCounts(resolveNetwork('blenet', 3)), [28 * 28 * 6, 10 * 10 * 16, 120, 84, 10]);
  t.deepEqual(listActivationCounts(resolveNetwork('balexnet', 1)), [
    8 * 8 * 64,
    4 * 4 * 192,
    2 * 2 * 384,
    2 * 2 * 256,
    2 * 2 * 128,
    10,
  ]);
  t.deepEqual(listActivationCounts(resolveNetwork('bsimplecnn', 1)), [
    32 * 32 * 32,
    15 * 15 * 64,
    5 * 5 * 128,
    1000,
    1000,
    10,
  ]);
});
