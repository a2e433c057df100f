import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import { readNpy } from '../../runner/src/formats/npy.ts';
import { loadEngine } from '../../src/engines/index.ts';
import { createModel, createParameters } from '../../src/networks/create-model.ts';
import type { Model } from '../../src/networks/model.ts';
import { readModelFile } from '../../src/networks/model-file.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import { listParameters } from '../../src/networks/parameters.ts';

const FIXTURES = 'test/fixtures/interop';

/** What make-fixtures.py stores, of which this file reads a part. */
interface Expected {
  readonly lenet: { readonly logits: readonly (readonly number[])[] };
  readonly blenet: {
    readonly meanProbabilities: readonly (readonly number[])[];
    readonly deviations: readonly (readonly number[])[];
    readonly noiselessLogits: readonly (readonly number[])[];
  };
  readonly stateDicts: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

const readExpected = async () => JSON.parse(await readFile(`${FIXTURES}/expected.json`, 'utf8')) as Expected;

test("every network's names and shapes are those of the PyTorch module, so that strict loading works", async (t) => {
  const { stateDicts } = await readExpected();
  t.is(Object.keys(stateDicts).length, 12);
  for (const [key, state] of Object.entries(stateDicts)) {
    const [name, channels] = key.split('-') as [string, string];
    const parameters = listParameters(resolveNetwork(name, Number(channels)));
    t.deepEqual(Object.fromEntries(parameters.map((spec) => [spec.name, spec.fileShape])), state, key);
  }
});

test.serial('a trained LeNet answers as in PyTorch', async (t) => {
  const { lenet } = await readExpected();
  const model = await importModel('lenet');
  t.true(difference(await answer(model, 4), lenet.logits.flat()) < 1e-4);
  model.dispose();
});

test.serial('a Bayesian LeNet without noise answers as in PyTorch', async (t) => {
  const { blenet } = await readExpected();
  const model = await importModel('blenet', (name, values) =>
    name.endsWith('rho') ? values.map(() => -40) : values,
  );
  // √1e-16 of noise a layer remains.
  t.true(difference(await answer(model, 4), blenet.noiselessLogits.flat()) < 1e-4);
  model.dispose();
});

test.serial("a Bayesian LeNet's mean prediction is PyTorch's, within the error of both means", async (t) => {
  const { blenet } = await readExpected();
  const model = await importModel('blenet');
  const [passes, together] = [4, 50];
  const samples = passes * together;
  const sums = new Float64Array(80);
  const images = await readImages(8);
  for (let pass = 0; pass < passes; pass += 1) {
    const noise = Array.from({ length: together }, (_, sample) => ({
      key: [7 + pass, sample] as const,
      firstExample: 0,
      count: 8,
    }));
    const probabilities = tf.tidy(() =>
      tf.softmax(model.logits(tf.tile(images, [together, 1, 1, 1]), noise)),
    );
    for (const [index, value] of probabilities.dataSync().entries()) sums[index % 80]! += value / samples;
    probabilities.dispose();
  }
  images.dispose();
  const deviations = blenet.deviations.flat();
  for (const [index, mean] of blenet.meanProbabilities.flat().entries()) {
    const error = deviations[index]! * Math.sqrt(1 / samples + 1 / 2000);
    t.true(Math.abs(sums[index]! - mean) <= 5 * error + 1e-4, `${index}: ${sums[index]} instead of ${mean}`);
  }
  // Not a test of nothing: the noise moves predictions.
  t.true(Math.max(...deviations) > 0.05);
  model.dispose();
});

async function importModel(
  name: string,
  change: (name: string, values: Float32Array) => Float32Array = (_, values) => values,
): Promise<Model> {
  const { network, parameters } = await readModelFile(`${FIXTURES}/weights/${name}.safetensors`, name);
  const changed = new Map([...parameters].map(([key, values]) => [key, change(key, values)]));
  return createModel(network, createParameters(network, changed));
}

async function readImages(count: number): Promise<tf.Tensor4D> {
  const { data } = await readNpy(`${FIXTURES}/images.npy`);
  // One channel: channel-first and channel-last are the same.
  const pixels = Float32Array.from((data as Uint8Array).subarray(0, count * 1024), (byte) => byte / 255);
  return tf.tensor4d(pixels, [count, 32, 32, 1]);
}

async function answer(model: Model, count: number): Promise<number[]> {
  const images = await readImages(count);
  const logits = model.logits(images, [{ key: [1, 2], firstExample: 0, count }]);
  const values = [...logits.dataSync()];
  tf.dispose([images, logits]);
  return values;
}

function difference(ours: readonly number[], theirs: readonly number[]): number {
  return Math.max(...ours.map((value, index) => Math.abs(value - theirs[index]!)));
}
