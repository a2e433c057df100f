/**
 * Our side of the benchmark: reads one JSON request a line, answers with wall and CPU milliseconds.
 *
 * npx tsx bench/study/ours.ts THREADS
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readNpy } from '../../runner/src/formats/npy.ts';
import { computeGrid } from '../../src/attacks/grid/compute-grid.ts';
import { createAttack } from '../../src/attacks/methods/registry.ts';
import { createImageSet, gatherImages, gatherLabels, listRange } from '../../src/datasets/image-set.ts';
import { loadEngine } from '../../src/engines/index.ts';
import { predictedClasses } from '../../src/metrics/predicted-classes.ts';
import { loadModel } from '../../src/networks/load-model.ts';
import { readModelFile } from '../../src/networks/model-file.ts';
import { listParameters } from '../../src/networks/parameters.ts';
import { drawBatchRandomness } from '../../src/training/batch-randomness.ts';
import { createDescent } from '../../src/training/descent.ts';
import type { BenchAnswer, BenchRequest, Times } from './protocol.ts';

type Step = () => unknown;

const trainSize = 50_000;
const beta = 0.1;

const engine = await loadEngine({ threads: Number(process.argv[2] ?? 1), gpus: 0 });
console.error(JSON.stringify(engine.describe()));
const prepared = new Map<string, Step>();
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as BenchRequest;
  let step = prepared.get(line);
  if (step === undefined) {
    prepared.clear();
    step = await prepare(request);
    prepared.set(line, step);
  }
  const times: Times[] = [];
  let value: unknown;
  for (let repeat = 0; repeat < request.repeats; repeat += 1) {
    const [startedMs, usage] = [performance.now(), process.cpuUsage()];
    value = await step();
    const { user, system } = process.cpuUsage(usage);
    times.push({ wallMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 });
  }
  console.log(JSON.stringify({ times, value } satisfies BenchAnswer));
}

async function prepare(request: BenchRequest): Promise<Step> {
  const { folder, network, channels } = request;
  const weights = join(folder, `${network}-${channels}.safetensors`);
  const images = await readImages(folder, channels);
  switch (request.do) {
    case 'logits': {
      const model = await loadModel(weights);
      const batch = gatherImages(images, listRange(0, 4));
      const noise = [{ key: [1, 2] as const, firstExample: 0, count: 4 }];
      return () => [...model.logits(batch, noise).dataSync()];
    }
    case 'train':
      return prepareTraining(weights, images, request.batch);
    case 'grid': {
      const model = await loadModel(weights);
      const { name, ...settings } = request.attack;
      const count = request.images;
      const labels = images.labels.subarray(0, count);
      return async () => {
        const grid = await computeGrid({
          attack: createAttack(name, settings),
          epsilons: request.epsilons,
          model,
          target: model,
          attackSamples: 1,
          evaluationSamples: 1,
          images,
          classes: 10,
          count,
          attackSeed: 1,
          evaluationSeed: 2,
          batchSize: 256,
          dropFooled: request.dropFooled,
          keepExamples: 0,
          signal: new AbortController().signal,
          onProgress: () => {},
        });
        return grid.cells.map((cell) =>
          measureAccuracy(predictedClasses({ values: cell.logProbabilities, classes: 10 }), labels),
        );
      };
    }
  }
}

async function readImages(folder: string, channels: number) {
  const { shape, data } = await readNpy(join(folder, `images-${channels}.npy`));
  const { data: labels } = await readNpy(join(folder, `labels-${channels}.npy`));
  return createImageSet({
    shape: shape as [number, number, number, number],
    images: data as Float32Array,
    labels: Uint8Array.from(labels as ArrayLike<number>),
  });
}

/** A step as the study's training loop takes it (train-network.ts), images already chosen. */
async function prepareTraining(
  weights: string,
  images: Awaited<ReturnType<typeof readImages>>,
  count: number,
): Promise<Step> {
  const { network, parameters: values } = await readModelFile(weights);
  const descent = createDescent(network, {
    step: 0,
    parameters: new Map(
      listParameters(network).map(({ name, shape }) => [name, { shape, value: values.get(name)! }]),
    ),
  });
  const range = listRange(0, count);
  const batch = { images: gatherImages(images, range), labels: gatherLabels(images, range) };
  return () => {
    const { loss, correct } = descent.step({
      batch,
      drawRandomness: () => drawBatchRandomness(network, 1, 0, 0, count),
      klShare: network.bayesian ? beta / trainSize : 0,
      learningRate: 1e-3,
    });
    return [loss, correct];
  };
}

function measureAccuracy(predictions: ArrayLike<number>, labels: Uint8Array): number {
  return labels.filter((label, index) => predictions[index] === label).length / labels.length;
}
