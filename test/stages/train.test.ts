import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test, { type ExecutionContext } from 'ava';
import { readSafetensors } from '../../runner/src/formats/safetensors.ts';
import metricsSchema from '../../schemas/artifacts/metrics.schema.json' with { type: 'json' };
import provenanceSchema from '../../schemas/artifacts/provenance.schema.json' with { type: 'json' };
import type { PreprocessParams } from '../../src/generated/stages/preprocess.ts';
import { readOutcomes } from '../../src/results/outcomes.ts';
import preprocess from '../../stages/preprocess.ts';
import train, { type Params } from '../../stages/train.ts';
import { createStageContext, makeFolders, type StageRequest } from './study-context.ts';
import { writeSquares } from './study-data.ts';

const params: Params = {
  model: 'blenet',
  epochs: 2,
  learningRate: 0.003,
  batchSize: 32,
  beta: 0.01,
  schedule: 'plateau',
  initialMean: 'prior',
  initialRho: -5,
  patience: 6,
  factor: 0.1,
  bestBy: 'loss',
  weightDecay: 0,
  flip: false,
  shift: 0,
  evaluationSamples: 2,
};

async function makeData(t: ExecutionContext): Promise<string> {
  const { raw, data } = await makeFolders(t, 'raw', 'data');
  await writeSquares(raw, 200);
  const split = { dataset: 'npy', size: 32, validationFraction: 0.2, testFraction: 0.3, splitSeed: 0 };
  await preprocess(
    createStageContext<PreprocessParams>({ params: split, inputs: { raw }, outputs: { data } }).context,
  );
  return data;
}

async function runTrain(t: ExecutionContext, data: string, change: Partial<StageRequest> = {}) {
  const outputs = await makeFolders(t, 'model', 'history', 'provenance');
  const request = {
    params,
    inputs: { data },
    outputs,
    axes: { dataset: 'squares', model: 'my-blenet' },
    ...change,
  };
  const { context, reports } = createStageContext<Params>(request);
  await train(context);
  return { outputs, reports };
}

const validate = (schema: object, value: unknown): string | null => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  return ajv.validate(schema, value) ? null : ajv.errorsText();
};
const readJson = async (path: string) => JSON.parse(await readFile(path, 'utf8'));

test.serial('model, history, metrics and provenance are as documented', async (t) => {
  const data = await makeData(t);
  const { outputs, reports } = await runTrain(t, data);
  const { tensors, metadata } = await readSafetensors(join(outputs.model, 'model.safetensors'));
  t.is(tensors.size, 20);
  t.is(metadata.network, 'blenet');

  const metrics = await readJson(join(outputs.history, 'metrics.json'));
  t.is(validate(metricsSchema, metrics), null);
  t.deepEqual([metrics.dataset, metrics.model, metrics.network], ['squares', 'my-blenet', 'blenet']);
  t.deepEqual([metrics.beta, metrics.evaluationSamples, metrics.testCount], [0.01, 2, 60]);
  t.deepEqual(metrics.images, { train: 112, validation: 28, test: 60 });
  const [outcomes] = (await readOutcomes(outputs.history, [{ count: 60 }]))!;
  t.is(outcomes!.reduce((sum, right) => sum + right, 0) / 60, metrics.testAccuracy.value);

  const [header, ...lines] = (await readFile(join(outputs.history, 'history.csv'), 'utf8'))
    .trim()
    .split('\n');
  t.is(header, 'epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,kl,learningRate,best');
  t.is(lines.length, 2);
  t.deepEqual(
    lines.map((line) => line.split(',')[7]),
    metrics.bestEpoch === 1 ? ['1', '0'] : ['0', '1'],
  );

  t.is(validate(provenanceSchema, await readJson(join(outputs.provenance, 'provenance.json'))), null);
  t.is(reports.facts.engine, 'tensorflow');
  const last = reports.progress.at(-1)!;
  t.deepEqual([last.done, last.total, last.unit], [2, 2, 'epochs']);
});

test.serial('the same inputs give the same bytes; a frequentist network has no β', async (t) => {
  const data = await makeData(t);
  const lenet = { params: { ...params, model: 'lenet' } };
  const one = await runTrain(t, data, lenet);
  const two = await runTrain(t, data, lenet);
  for (const [output, name] of [
    ['model', 'model.safetensors'],
    ['history', 'history.csv'],
    ['history', 'metrics.json'],
  ] as const) {
    t.deepEqual(
      await readFile(join(one.outputs[output], name)),
      await readFile(join(two.outputs[output], name)),
      name,
    );
  }
  const metrics = await readJson(join(one.outputs.history, 'metrics.json'));
  t.deepEqual([metrics.beta, metrics.kl, metrics.evaluationSamples], [null, 0, 1]);
});

test.serial(
  'the rate of dropout is a choice of the training; the weights are of the network all the same',
  async (t) => {
    const data = await makeData(t);
    const alexnet = { ...params, model: 'alexnet', epochs: 1, learningRate: 0.0003 };
    const own = await runTrain(t, data, { params: alexnet });
    const less = await runTrain(t, data, { params: { ...alexnet, dropout: 0.1 } });
    const none = await runTrain(t, data, { params: { ...alexnet, dropout: 0 } });
    const runs = await Promise.all(
      [own, less, none].map(async ({ outputs }) => ({
        metrics: await readJson(join(outputs.history, 'metrics.json')),
        weights: await readSafetensors(join(outputs.model, 'model.safetensors')),
      })),
    );
    t.deepEqual(
      runs.map(({ metrics }) => metrics.dropout),
      [[0.5, 0.5, 0.5], [0.1, 0.1, 0.1], []],
    );
    for (const { metrics, weights } of runs) {
      t.is(validate(metricsSchema, metrics), null);
      t.deepEqual([...weights.tensors.keys()], [...runs[0]!.weights.tensors.keys()]);
      t.deepEqual(weights.metadata, runs[0]!.weights.metadata);
    }
    t.is(new Set(runs.map(({ metrics }) => metrics.testNll)).size, 3);
  },
);

test.serial('stopped and started again, it ends with the bytes of an undisturbed run', async (t) => {
  const data = await makeData(t);
  const undisturbed = await runTrain(t, data);

  const { checkpoints } = await makeFolders(t, 'checkpoints');
  const checkpointFolder = join(checkpoints, 'last');
  const outputs = await makeFolders(t, 'model', 'history', 'provenance');
  const abort = new AbortController();
  const { context } = createStageContext<Params>({
    params,
    inputs: { data },
    outputs,
    axes: { dataset: 'squares', model: 'my-blenet' },
    checkpointFolder,
    signal: abort.signal,
  });
  const progress = ({ done }: { done: number }): void => {
    if (done > 1) abort.abort(new Error('Ctrl-C'));
  };
  await t.throwsAsync(train({ ...context, progress }), { message: 'Ctrl-C' });
  t.deepEqual(await readdir(outputs.model), []);

  const resumed = await runTrain(t, data, { checkpointFolder });
  t.true(resumed.reports.progress[0]!.done > 1);
  for (const [output, name] of [
    ['model', 'model.safetensors'],
    ['history', 'metrics.json'],
  ] as const) {
    t.deepEqual(
      await readFile(join(resumed.outputs[output], name)),
      await readFile(join(undisturbed.outputs[output], name)),
      name,
    );
  }
});

test.serial('a dataset without training images is refused before anything is trained', async (t) => {
  const { raw, data } = await makeFolders(t, 'raw', 'data');
  await writeSquares(raw, 10);
  const split = { dataset: 'npy', size: 32, validationFraction: 0.2, splitSeed: 0 };
  await preprocess(
    createStageContext<PreprocessParams>({ params: split, inputs: { raw }, outputs: { data } }).context,
  );
  await t.throwsAsync(runTrain(t, data), { code: 'DATASET_PART_MISSING' });
});
