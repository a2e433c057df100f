import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import test, { type ExecutionContext } from 'ava';
import { encodeSafetensors, readSafetensors } from '../../runner/src/formats/safetensors.ts';
import { loadEngine } from '../../src/engines/index.ts';
import { NetworkError } from '../../src/networks/errors.ts';
import { initialiseParameters } from '../../src/networks/initialise.ts';
import { loadModel } from '../../src/networks/load-model.ts';
import { readModelFile, writeModelFile } from '../../src/networks/model-file.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import { makeTorchImages, makeTorchParameters, readTorchFixture } from './torch-case.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'model-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return folder;
}

async function saveModel(t: ExecutionContext, name: string): Promise<string> {
  const folder = await makeFolder(t);
  const network = resolveNetwork(name, 1);
  await writeModelFile(join(folder, 'model.safetensors'), {
    network,
    parameters: makeTorchParameters(network),
  });
  return folder;
}

test.serial("a saved model, loaded, gives PyTorch's logits", async (t) => {
  const model = await loadModel(await saveModel(t, 'lenet'));
  const expected = (await readTorchFixture('lenet', 1)).logits.flat();
  const logits = model.logits(makeTorchImages(1), []).dataSync();
  expected.forEach((value, index) => {
    t.true(Math.abs(logits[index]! - value) < 1e-5);
  });
  t.deepEqual([model.network, model.bayesian, model.channels], ['lenet', false, 1]);
});

test.serial("the file has PyTorch's names, layouts and metadata", async (t) => {
  const folder = await saveModel(t, 'blenet');
  const { tensors, metadata } = await readSafetensors(join(folder, 'model.safetensors'));
  t.deepEqual(tensors.get('conv2.weight_mu')?.shape, [16, 6, 5, 5]);
  t.deepEqual(tensors.get('fc1.weight_rho')?.shape, [120, 400]);
  t.deepEqual(tensors.get('fc3.bias_mu')?.shape, [10]);
  t.deepEqual(metadata, { format: 'pt', network: 'blenet', channels: '1' });
});

test.serial('reading and writing again gives the same bytes', async (t) => {
  const folder = await saveModel(t, 'blenet');
  const path = join(folder, 'model.safetensors');
  await writeModelFile(join(folder, 'again.safetensors'), await readModelFile(path));
  t.deepEqual(await readFile(join(folder, 'again.safetensors')), await readFile(path));
});

test.serial('the noise of an example does not depend on how examples are batched', async (t) => {
  const model = await loadModel(await saveModel(t, 'blenet'));
  const images = tf.tile(makeTorchImages(1), [2, 1, 1, 1]) as tf.Tensor4D; // 6 examples
  const key = [7, 8] as const;
  const together = model.logits(images, [{ key, firstExample: 10, count: 6 }]).arraySync();
  const first = model
    .logits(tf.slice(images, [0], [2]) as tf.Tensor4D, [{ key, firstExample: 10, count: 2 }])
    .arraySync();
  const rest = model
    .logits(tf.slice(images, [2], [4]) as tf.Tensor4D, [{ key, firstExample: 12, count: 4 }])
    .arraySync();
  const apart = [...first, ...rest];
  together.forEach((row, example) => {
    row.forEach((value, index) => {
      t.true(Math.abs(value - apart[example]![index]!) < 1e-5, `example ${example}`);
    });
  });
});

test.serial('blocks with other keys, or other examples, get other noise; equal ones the same', async (t) => {
  const model = await loadModel(await saveModel(t, 'blenet'));
  const one = tf.slice(makeTorchImages(1), [0], [1]) as tf.Tensor4D;
  const images = tf.tile(one, [4, 1, 1, 1]) as tf.Tensor4D;
  const rows = model
    .logits(images, [
      { key: [1, 1], firstExample: 0, count: 2 },
      { key: [1, 2], firstExample: 0, count: 1 },
      { key: [1, 1], firstExample: 1, count: 1 },
    ])
    .arraySync();
  t.notDeepEqual(rows[0], rows[1]);
  t.notDeepEqual(rows[0], rows[2]);
  t.deepEqual(rows[1], rows[3]);
});

test.serial('noise blocks that do not cover the batch are refused', async (t) => {
  const model = await loadModel(await saveModel(t, 'blenet'));
  const error = t.throws(() =>
    model.logits(makeTorchImages(1), [{ key: [1, 1], firstExample: 0, count: 2 }]),
  );
  t.true(error instanceof NetworkError && error.code === 'NOISE_BLOCKS_MISMATCH');
});

test.serial(
  'noise that was kept is the noise that would be drawn, for the very same blocks alone',
  async (t) => {
    const model = await loadModel(await saveModel(t, 'blenet'));
    const images = makeTorchImages(1);
    const blocks = [{ key: [1, 1], firstExample: 0, count: 3 }] as const;
    const others = [{ key: [1, 2], firstExample: 0, count: 3 }] as const;
    const drawn = [blocks, others].map((noise) => model.logits(images, noise).arraySync());
    model.keepNoise!(blocks);
    t.deepEqual(model.logits(images, blocks).arraySync(), drawn[0]);
    t.deepEqual(model.logits(images, others).arraySync(), drawn[1]);
    model.keepNoise!(others);
    t.deepEqual(model.logits(images, others).arraySync(), drawn[1]);
    t.deepEqual(model.logits(images, blocks).arraySync(), drawn[0]);
  },
);

test.serial('a model disposed of leaves no tensors behind', async (t) => {
  const folder = await saveModel(t, 'blenet');
  const before = tf.memory().numTensors;
  const model = await loadModel(folder);
  tf.tidy(() => {
    model.logits(makeTorchImages(1), [{ key: [1, 1], firstExample: 0, count: 3 }]);
    model.keepNoise!([{ key: [1, 1], firstExample: 0, count: 3 }]);
  });
  model.dispose();
  t.is(tf.memory().numTensors, before);
});

test.serial(
  'initial values: U(±1/√fan_in) for frequentist, N(0, 0.1) and N(−5, 0.1) for Bayesian networks',
  (t) => {
    const moments = (values: Float32Array): [mean: number, deviation: number] => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
    };
    const lenet = initialiseParameters(resolveNetwork('lenet', 1), 1);
    const fc1 = lenet.get('fc1.weight')!;
    t.true(fc1.every((value) => Math.abs(value) <= 1 / 20));
    t.true(Math.abs(moments(fc1)[1] - 1 / 20 / Math.sqrt(3)) < 5e-4);
    t.true(lenet.get('fc1.bias')!.some((value) => value !== 0));
    t.true(lenet.get('fc1.bias')!.every((value) => Math.abs(value) <= 1 / 20));

    const blenet = initialiseParameters(resolveNetwork('blenet', 1), 1);
    const [muMean, muDeviation] = moments(blenet.get('fc1.weight_mu')!);
    const [rhoMean, rhoDeviation] = moments(blenet.get('fc1.weight_rho')!);
    t.true(Math.abs(muMean) < 3e-3 && Math.abs(muDeviation - 0.1) < 3e-3);
    t.true(Math.abs(rhoMean + 5) < 3e-3 && Math.abs(rhoDeviation - 0.1) < 3e-3);
    const scaled = initialiseParameters(resolveNetwork('blenet', 1), 1, { mean: 'fan-in', rho: -7 });
    t.true(Math.abs(moments(scaled.get('fc1.weight_mu')!)[1] - 1 / 20) < 2e-3);
    t.true(Math.abs(moments(scaled.get('fc1.bias_mu')!)[1] - 1 / 20) < 2e-2);
    t.true(Math.abs(moments(scaled.get('fc1.weight_rho')!)[0] + 7) < 3e-3);
    t.deepEqual(initialiseParameters(resolveNetwork('blenet', 1), 1), blenet);
    t.notDeepEqual(initialiseParameters(resolveNetwork('blenet', 1), 2), blenet);
  },
);

test('weights of another network are refused, naming the tensors', async (t) => {
  const folder = await makeFolder(t);
  const path = join(folder, 'x.safetensors');
  const lenet = await readSafetensors('test/fixtures/networks/torch-lenet-f16.safetensors');
  const read = (network?: string) => readModelFile(path, network);

  await writeFile(path, encodeSafetensors(lenet));
  await t.throwsAsync(read(), { code: 'MODEL_NETWORK_UNNAMED' });
  await t.throwsAsync(read('resnet'), { code: 'NETWORK_UNKNOWN' });
  await t.throwsAsync(read('blenet'), { code: 'MODEL_TENSOR_MISSING', message: /conv1\.weight_mu/ });
  await t.throwsAsync(read('alexnet'), { code: 'MODEL_TENSOR_MISSING', message: /conv3\.weight/ });

  const { tensors } = lenet;
  const extra = new Map([...tensors, ['fc4.weight', { shape: [1], data: Float32Array.of(1) }]]);
  await writeFile(path, encodeSafetensors({ tensors: extra, metadata: {} }));
  await t.throwsAsync(read('lenet'), { code: 'MODEL_TENSOR_UNEXPECTED', message: /no fc4\.weight/ });

  const turned = new Map([...tensors, ['fc1.weight', { ...tensors.get('fc1.weight')!, shape: [400, 120] }]]);
  await writeFile(path, encodeSafetensors({ tensors: turned, metadata: {} }));
  await t.throwsAsync(read('lenet'), {
    code: 'MODEL_TENSOR_SHAPE',
    message: /fc1\.weight has shape \(400, 120\), expected \(120, 400\)/,
  });

  const broken = new Map([
    ...tensors,
    ['fc3.bias', { shape: [10], data: new Float32Array(10).fill(Number.NaN) }],
  ]);
  await writeFile(path, encodeSafetensors({ tensors: broken, metadata: {} }));
  await t.throwsAsync(read('lenet'), { code: 'MODEL_TENSOR_NOT_FINITE', message: /fc3\.bias/ });
});
