import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test, { type ExecutionContext } from 'ava';
import { writeNpy } from '../../runner/src/formats/npy.ts';
import cleanSchema from '../../schemas/artifacts/clean.schema.json' with { type: 'json' };
import tableSchema from '../../schemas/artifacts/table.schema.json' with { type: 'json' };
import { writeDatasetFolder } from '../../src/datasets/dataset-folder.ts';
import type { Metrics } from '../../src/generated/artifacts/metrics.ts';
import type { Result } from '../../src/generated/artifacts/result.ts';
import { cleanOutcomesFile, readOutcomes, writeOutcomes } from '../../src/results/outcomes.ts';
import runStage from '../../stages/aggregate.ts';
import { createContext, inputFolder } from './attack-context.ts';

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, keywords: ['x-key'] });

const cell: Result = {
  dataset: 'mnist',
  model: 'blenet',
  network: 'blenet',
  bayesian: true,
  surrogate: 'lenet',
  attack: 'bim',
  threat: 'transfer',
  epsilon: 0.1,
  settings: { alpha: 0.001, steps: 20 },
  attackSamples: 1,
  evaluationSamples: 2,
  accuracy: 0.75,
  interval: { low: 0.3, high: 0.95, level: 0.95 },
  correct: 3,
  count: 4,
  loss: 0.5,
  brier: 0.25,
  ece: 0.125,
  cleanAccuracy: 1,
  perturbation: { linfMean: 0.01, linfMax: 0.02, l2Mean: 0.5, l2Max: 0.625 },
  zeroGradientShare: 0.25,
  uncertainty: {
    entropyMean: 1,
    mutualInformationMean: 0.5,
    attackAuroc: { entropy: 0.5, mutualInformation: 0.5 },
    errorAuroc: { entropy: null, mutualInformation: null },
  },
};

const metrics: Metrics = {
  dataset: 'mnist',
  model: 'blenet',
  network: 'blenet',
  bayesian: true,
  parameters: 123,
  bestEpoch: 3,
  epochs: 5,
  beta: 'blundell',
  learningRate: 0.001,
  batchSize: 128,
  kl: 10,
  testCount: 200,
  testAccuracy: { value: 0.97, low: 0.94, high: 0.98 },
  testNll: 0.1,
  ece: 0.02,
  brier: 0.05,
  evaluationSamples: 8,
  images: { train: 10, validation: 2, test: 200 },
};

interface Tables {
  readonly files: Record<'table.csv' | 'table.json' | 'clean.csv' | 'clean.json', string>;
  readonly root: string;
}

/** Runs the stage on cells and models with these contents: objects as JSON, text as it is. */
async function aggregate(
  t: ExecutionContext,
  cells: readonly (object | string)[],
  models: readonly (object | string)[],
): Promise<Tables> {
  const root = await mkdtemp(join(tmpdir(), 'aggregate-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const write = (kind: string, file: string, contents: readonly (object | string)[]) =>
    Promise.all(
      contents.map(async (content, index) => {
        const folder = join(root, kind, String(index));
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
        return inputFolder(folder);
      }),
    );
  const table = join(root, 'table');
  await mkdir(table);
  const { context } = createContext({
    inputs: {
      cells: await write('cells', 'result.json', cells),
      ...(models.length === 0 ? {} : { models: await write('models', 'metrics.json', models) }),
    },
    batch: [{ axes: {}, params: {} as never, outputs: { table } }],
  });
  await runStage(context);
  const read = (name: string) => readFile(join(table, name), 'utf8');
  const files = {
    'table.csv': await read('table.csv'),
    'table.json': await read('table.json'),
    'clean.csv': await read('clean.csv'),
    'clean.json': await read('clean.json'),
  };
  return { files, root };
}

test('one row for each cell and for each model, in the order of its inputs', async (t) => {
  const cells = [0.3, 0, 0.1].map((epsilon) => ({ ...cell, epsilon }));
  const { files } = await aggregate(t, cells, [metrics, { ...metrics, model: 'lenet', beta: null }]);
  const table = JSON.parse(files['table.json']);
  const clean = JSON.parse(files['clean.json']);
  t.deepEqual(
    table.map((row: { epsilon: number }) => row.epsilon),
    [0.3, 0, 0.1],
  );
  t.deepEqual(
    clean.map((row: { model: string; beta: unknown }) => [row.model, row.beta]),
    [
      ['blenet', 'blundell'],
      ['lenet', null],
    ],
  );
  t.true(ajv.validate(tableSchema, table), ajv.errorsText());
  t.true(ajv.validate(cleanSchema, clean), ajv.errorsText());
});

test('the CSV files have the same columns as the JSON files', async (t) => {
  const { files } = await aggregate(t, [cell], [metrics]);
  t.is(
    files['table.csv'],
    'dataset,model,network,bayesian,seed,threat,attack,algorithm,norm,epsilon,accuracy,low,high,count,loss,' +
      'cleanAccuracy,linfMean,linfMax,l2Mean,l2Max,zeroGradientShare,evaluationSamples,attackSamples,alpha,steps,' +
      'randomStart,restarts,brier,ece,entropyMean,mutualInformationMean,attackAurocEntropy,' +
      'attackAurocMutualInformation,errorAurocEntropy,errorAurocMutualInformation\r\n' +
      'mnist,blenet,blenet,true,,transfer,bim,bim,linf,0.1,0.75,0.3,0.95,4,0.5,' +
      '1,0.01,0.02,0.5,0.625,0.25,2,1,0.001,20,,,0.25,0.125,1,0.5,0.5,0.5,,\r\n',
  );
  t.is(
    files['clean.csv'],
    'dataset,model,seed,accuracy,low,high,count,nll,ece,brier,beta,epochs,bestEpoch\r\n' +
      'mnist,blenet,,0.97,0.94,0.98,200,0.1,0.02,0.05,blundell,5,3\r\n',
  );
  for (const name of ['table', 'clean'] as const) {
    const [header] = files[`${name}.csv`].split('\r\n');
    t.is(header, Object.keys(JSON.parse(files[`${name}.json`])[0]).join(','));
  }
});

test('a pipeline that trained no models has an empty clean table', async (t) => {
  const { files } = await aggregate(t, [cell], []);
  t.deepEqual(JSON.parse(files['clean.json']), []);
  t.is(files['clean.csv'].split('\r\n').length, 2);
});

const { accuracy: _, ...incomplete } = cell;
const malformed: [string, object | string, string, RegExp][] = [
  ['that is not JSON', '{"dataset": ', 'ARTIFACT_UNREADABLE', /not JSON/],
  ['without an accuracy', incomplete, 'ARTIFACT_INVALID', /accuracy/],
  ['with an accuracy above 1', { ...cell, accuracy: 1.5 }, 'ARTIFACT_INVALID', /\/accuracy must be <= 1/],
  ['with a number as text', { ...cell, epsilon: '0.1' }, 'ARTIFACT_INVALID', /\/epsilon must be number/],
];
for (const [what, content, code, problem] of malformed) {
  test(`refuses a cell ${what}, naming its file`, async (t) => {
    const error = await t.throwsAsync(aggregate(t, [cell, content], [metrics]));
    t.like(error, { code });
    t.regex(error!.message, problem);
    t.true(error!.message.includes(join('cells', '1', 'result.json')));
  });
}

test('refuses a model without its metrics, naming the file', async (t) => {
  const error = await t.throwsAsync(aggregate(t, [cell], [{}]));
  t.like(error, { code: 'ARTIFACT_INVALID' });
  t.true(error!.message.includes(join('models', '0', 'metrics.json')));
});

test('refuses a cell without its result, naming the file', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'aggregate-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const { context } = createContext({
    inputs: { cells: [inputFolder(folder)] },
    batch: [{ axes: {}, params: {} as never, outputs: { table: folder } }],
  });
  const error = await t.throwsAsync(runStage(context));
  t.like(error, { code: 'ARTIFACT_UNREADABLE', file: join(folder, 'result.json') });
});

test('which clean images each model got right is kept, where its training told', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'aggregate-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const [table, told, untold] = ['table', 'told', 'untold'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [table, told, untold]) await mkdir(folder);
  const small = { ...metrics, testCount: 3 };
  for (const folder of [told, untold]) await writeFile(join(folder, 'metrics.json'), JSON.stringify(small));
  await writeOutcomes(told, [Uint8Array.of(1, 0, 1)]);
  const { context } = createContext({
    inputs: { models: [inputFolder(untold), inputFolder(told)] },
    batch: [{ axes: {}, params: {} as never, outputs: { table } }],
  });
  await runStage(context);
  t.deepEqual(await readOutcomes(table, [{ count: 3 }, { count: 3 }], cleanOutcomesFile), [
    undefined,
    Uint8Array.of(1, 0, 1),
  ]);
});

/** Two attacks on four images, with the labels of the images beside them. */
async function aggregateJudged(t: ExecutionContext, predictions: Record<string, number[]>) {
  const root = await mkdtemp(join(tmpdir(), 'aggregate-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const [data, table] = [join(root, 'data'), join(root, 'table')];
  await mkdir(data);
  await mkdir(table);
  const labels = Uint8Array.of(0, 1, 2, 3);
  await writeDatasetFolder(data, { name: 'mnist', classes: 10 } as never, {
    test: { shape: [4, 1, 1, 1], images: new Uint8Array(4), labels },
  });
  const cells = await Promise.all(
    Object.entries(predictions).map(async ([attack, classes]) => {
      const folder = join(root, attack);
      await mkdir(folder);
      const correct = classes.filter((value, image) => value === labels[image]).length;
      const result = { ...cell, attack, correct, accuracy: correct / 4, metrics: { margin: 0.5 } };
      await writeFile(join(folder, 'result.json'), JSON.stringify(result));
      await writeNpy(join(folder, 'predictions.npy'), {
        dtype: 'uint8',
        shape: [classes.length],
        data: Uint8Array.from(classes),
      });
      return { ...inputFolder(folder), axes: { seed: 2 } };
    }),
  );
  const { context } = createContext({
    inputs: { cells, data: [inputFolder(data)] },
    batch: [{ axes: {}, params: {} as never, outputs: { table } }],
  });
  await runStage(context);
  return Object.assign((name: string) => readFile(join(table, name), 'utf8'), { table });
}

test('with labels: the minimum over attacks, first epsilons, seeds, and metrics of the reader', async (t) => {
  const read = await aggregateJudged(t, { fgsm: [0, 1, 9, 9], bim: [0, 9, 2, 9] });
  const rows = JSON.parse(await read('table.json'));
  t.true(ajv.validate(tableSchema, rows), ajv.errorsText());
  t.deepEqual(
    rows.map((row: Record<string, unknown>) => [row.attack, row.seed, row.accuracy, row.margin]),
    [
      ['fgsm', '2', 0.5, 0.5],
      ['bim', '2', 0.5, 0.5],
      ['worst-case-linf', '2', 0.25, null],
    ],
  );
  t.regex(await read('table.csv'), /,margin\r\n/);
  t.is(JSON.parse(await read('survival.json')).length, 3);
  t.is(JSON.parse(await read('summary.json')).length, 3);
  const outcomes = await readOutcomes(read.table, rows);
  t.deepEqual(
    outcomes?.map((row) => row && [...row]),
    [
      [1, 1, 0, 0],
      [1, 0, 1, 0],
      [1, 0, 0, 0],
    ],
  );
});

test('predictions that contradict their result are refused', async (t) => {
  const read = aggregateJudged(t, { fgsm: [0, 1, 2] });
  await t.throwsAsync(read, { code: 'ARTIFACT_INVALID', message: /3 predictions, for 4 images/ });
});
