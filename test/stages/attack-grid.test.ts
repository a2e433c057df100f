import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { readNpy } from '../../runner/src/formats/npy.ts';
import resultSchema from '../../schemas/artifacts/result.schema.json' with { type: 'json' };
import paramsSchema from '../../schemas/stages/attack-grid.schema.json' with { type: 'json' };
import { writeDatasetFolder } from '../../src/datasets/dataset-folder.ts';
import type { Result } from '../../src/generated/artifacts/result.ts';
import { writeModelFile } from '../../src/networks/model-file.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import runStage from '../../stages/attack-grid.ts';
import { spread } from '../networks/spread.ts';
import { makeTorchParameters } from '../networks/torch-case.ts';
import { createContext, inputFolder, type StageReport } from './attack-context.ts';

const count = 5;
const ajv = new Ajv2020({
  useDefaults: true,
  allErrors: true,
  allowUnionTypes: true,
  keywords: ['inputModule', 'patternErrorMessage'],
});
const validateParams = ajv.compile(paramsSchema);
const validateResult = ajv.compile(resultSchema);

let folder = '';
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attack-grid-'));
  for (const name of ['lenet', 'blenet']) {
    const network = resolveNetwork(name, 1);
    await mkdir(join(folder, name));
    await writeModelFile(join(folder, name, 'model.safetensors'), {
      network,
      parameters: makeTorchParameters(network),
    });
  }
  await mkdir(join(folder, 'data'));
  const images = Uint8Array.from(spread(count * 1024, 5), (value) => Math.floor((value + 1) * 127.9));
  await writeDatasetFolder(
    join(folder, 'data'),
    {
      name: 'spread',
      classes: 10,
      channels: 1,
      size: 32,
      counts: { train: 0, validation: 0, test: count },
      split: { method: 'given', seed: 0, validationFraction: 0, testFraction: null },
    },
    { test: { shape: [count, 1, 32, 32], images, labels: Uint8Array.of(3, 1, 4, 1, 5) } },
  );
});
test.after.always(() => rm(folder, { recursive: true, force: true }));

interface GridOptions {
  readonly model?: string;
  readonly surrogate?: string;
  readonly axes?: Record<string, string>;
  readonly signal?: AbortSignal;
}

let runs = 0;
/** Runs the stage for cells that differ in these params; returns each cell's folder and what was reported. */
async function attack(
  cells: readonly Record<string, unknown>[],
  { model = 'lenet', surrogate, ...options }: GridOptions = {},
): Promise<{ folders: string[]; report: StageReport }> {
  const run = ++runs;
  const batch = await Promise.all(
    cells.map(async (cell, index) => {
      const params = { attack: 'fgsm', epsilon: 0.1, evaluationSamples: 2, batchSize: 3, ...cell };
      if (!validateParams(params)) throw new Error(ajv.errorsText(validateParams.errors));
      const result = join(folder, `run-${run}`, String(index));
      await mkdir(result, { recursive: true });
      return { axes: {}, params: params as never, outputs: { result } };
    }),
  );
  const { context, report } = createContext({
    inputs: {
      model: [inputFolder(join(folder, model), model)],
      data: [inputFolder(join(folder, 'data'))],
      ...(surrogate === undefined ? {} : { surrogate: [inputFolder(join(folder, surrogate), surrogate)] }),
    },
    batch,
    ...options,
  });
  await runStage(context);
  return { folders: batch.map(({ outputs }) => outputs.result), report };
}

const readResult = async (cell: string): Promise<Result> =>
  JSON.parse(await readFile(join(cell, 'result.json'), 'utf8')) as Result;

test.serial('writes a valid result and the predictions of every epsilon of its batch', async (t) => {
  const epsilons = [0, 0.05, 0.3];
  const { folders } = await attack(epsilons.map((epsilon) => ({ epsilon })));
  for (const [index, cell] of folders.entries()) {
    t.deepEqual((await readdir(cell)).sort(), [
      'example-metrics.npy',
      'log-probabilities.npy',
      'predictions.npy',
      'result.json',
    ]);
    const result = await readResult(cell);
    t.true(validateResult(result), ajv.errorsText(validateResult.errors));
    t.like(result, {
      dataset: 'spread',
      model: 'lenet',
      network: 'lenet',
      bayesian: false,
      attack: 'fgsm',
      threat: 'direct',
      epsilon: epsilons[index]!,
      settings: {},
      attackSamples: 1,
      evaluationSamples: 1,
      count,
    });
    const predictions = await readNpy(join(cell, 'predictions.npy'));
    t.is(predictions.dtype, 'uint8');
    t.deepEqual(predictions.shape, [count]);
    const right = [3, 1, 4, 1, 5].filter((label, i) => predictions.data[i] === label).length;
    t.is(result.correct, right);
    t.is(result.accuracy, right / count);
  }
});

test.serial('writes what was made of each image, column by column as result.json names them', async (t) => {
  const [cell] = (await attack([{ epsilon: 0.1 }], { model: 'blenet' })).folders;
  const { exampleColumns, ...result } = await readResult(cell!);
  const table = await readNpy(join(cell!, 'example-metrics.npy'));
  t.deepEqual(table.shape, [count, exampleColumns!.length]);
  const column = (name: string) => {
    const index = exampleColumns!.indexOf(name);
    return Array.from({ length: count }, (_, row) =>
      Number(table.data[row * exampleColumns!.length + index]),
    );
  };
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / count;
  t.deepEqual(column('label'), [3, 1, 4, 1, 5]);
  t.deepEqual(column('predicted'), Array.from((await readNpy(join(cell!, 'predictions.npy'))).data, Number));
  t.true(Math.abs(mean(column('loss')) - result.loss) < 1e-5);
  t.true(Math.abs(mean(column('entropy')) - result.uncertainty.entropyMean) < 1e-5);
  t.true(Math.abs(mean(column('mutualInformation')) - result.uncertainty.mutualInformationMean) < 1e-5);
  t.true(Math.abs(mean(column('l2')) - result.perturbation.l2Mean) < 1e-5);
  t.true(Math.abs(Math.max(...column('linf')) - result.perturbation.linfMax) < 1e-6);
  t.true(column('confidence').every((value) => value > 0.1 && value <= 1));
});

test.serial('every attack leaves a valid result with its settings, restarts and name', async (t) => {
  const settings: Record<string, object> = {
    'pgd-linf': { relativeAlpha: 2.5, steps: 2, restarts: 2 },
    'mi-fgsm': { steps: 2 },
    'apgd-ce': { steps: 2 },
    'apgd-dlr': { steps: 2, restarts: 2 },
    square: { queries: 3 },
    noise: { restarts: 2 },
  };
  for (const [name, own] of Object.entries(settings)) {
    const { folders } = await attack([{ attack: name, settings: own, dropFooled: true }], {
      model: 'blenet',
      axes: { attack: `my-${name}`, seed: '2' },
    });
    const result = await readResult(folders[0]!);
    t.true(validateResult(result), ajv.errorsText(validateResult.errors));
    t.like(result, { attack: `my-${name}`, algorithm: name, seed: '2', dropFooled: true });
    t.like(result.settings, own);
    t.is(result.restarts, (own as { restarts?: number }).restarts ?? 1);
    t.true(result.accuracy <= result.cleanAccuracy);
    t.true(result.perturbation.linfMax <= 0.1 + 1e-6);
  }
});

test.serial('epsilon 0 is the clean accuracy, with no perturbation', async (t) => {
  for (const name of paramsSchema.$defs.studyAttack.enum) {
    const [cell] = (await attack([{ attack: name, epsilon: 0 }], { model: 'blenet' })).folders;
    const result = await readResult(cell!);
    t.is(result.accuracy, result.cleanAccuracy);
    t.deepEqual(result.perturbation, { linfMean: 0, linfMax: 0, l2Mean: 0, l2Max: 0 });
    t.is(result.uncertainty.attackAuroc.entropy, 0.5);
  }
});

test.serial('a cell has the bytes it has when computed alone', async (t) => {
  const settings = { alpha: 0.02, steps: 3 };
  const cell = (epsilon: number) => ({ attack: 'bim', settings, epsilon, keepExamples: 2 });
  const together = await attack([cell(0.03), cell(0), cell(0.2)], { model: 'blenet' });
  for (const [index, epsilon] of [0.03, 0, 0.2].entries()) {
    const [alone] = (await attack([cell(epsilon)], { model: 'blenet' })).folders;
    for (const file of ['predictions.npy', 'examples.npy', 'result.json']) {
      t.deepEqual(await readFile(join(together.folders[index]!, file)), await readFile(join(alone!, file)));
    }
  }
});

test.serial('keeps the first examples, channel first, within epsilon of the images', async (t) => {
  const [cell] = (await attack([{ attack: 'pgd-linf', settings: { steps: 2 }, keepExamples: 4 }])).folders;
  const examples = await readNpy(join(cell!, 'examples.npy'));
  const images = await readNpy(join(folder, 'data', 'test-images.npy'));
  t.is(examples.dtype, 'float32');
  t.deepEqual(examples.shape, [4, 1, 32, 32]);
  const changes = Array.from(examples.data as Float32Array, (value, i) =>
    Math.abs(value - Number(images.data[i]) / 255),
  );
  t.true(Math.max(...changes) <= 0.1 + 1e-6);
  t.true(Math.max(...changes) > 0.09);
});

test.serial('transfer makes its examples on the surrogate and judges one sample', async (t) => {
  const options = { model: 'blenet', surrogate: 'lenet' };
  const [transferred] = (await attack([{ threat: 'transfer', keepExamples: count }], options)).folders;
  const [onSurrogate] = (await attack([{ keepExamples: count }])).folders;
  t.like(await readResult(transferred!), { threat: 'transfer', surrogate: 'lenet', evaluationSamples: 1 });
  t.deepEqual(
    await readFile(join(transferred!, 'examples.npy')),
    await readFile(join(onSurrogate!, 'examples.npy')),
  );
});

test.serial('direct leaves the surrogate aside', async (t) => {
  const [withIt] = (await attack([{ keepExamples: 1 }], { model: 'blenet', surrogate: 'lenet' })).folders;
  const [without] = (await attack([{ keepExamples: 1 }], { model: 'blenet' })).folders;
  t.deepEqual(await readFile(join(withIt!, 'examples.npy')), await readFile(join(without!, 'examples.npy')));
  const result = await readResult(withIt!);
  t.is(result.evaluationSamples, 2);
  t.false('surrogate' in result);
});

test.serial('transfer to a Bayesian model without a surrogate is refused with a hint', async (t) => {
  const error = await t.throwsAsync(attack([{ threat: 'transfer' }], { model: 'blenet' }));
  t.like(error, { code: 'GRID_SURROGATE_MISSING' });
  t.regex((error as { hint?: string }).hint ?? '', /"surrogate"/);
});

test.serial('a deterministic model under transfer from itself is attacked directly', async (t) => {
  const [transfer] = (await attack([{ threat: 'transfer' }], { surrogate: 'lenet' })).folders;
  const [direct] = (await attack([{}])).folders;
  const { threat, ...result } = await readResult(transfer!);
  const { threat: _, ...expected } = await readResult(direct!);
  t.is(threat, 'transfer');
  t.deepEqual(result, expected);
});

test.serial('attacks the first images only, where fewer are asked for', async (t) => {
  const { folders } = await attack([{ images: 2 }, { images: 100 }]);
  t.deepEqual(await Promise.all(folders.map(async (cell) => (await readResult(cell)).count)), [2, count]);
});

test.serial('names dataset and model by its axes, reports progress and the engine', async (t) => {
  const { folders, report } = await attack([{}], { axes: { dataset: 'mine', model: 'my-lenet' } });
  t.like(await readResult(folders[0]!), { dataset: 'mine', model: 'my-lenet', network: 'lenet' });
  t.like(report.progress.at(-1), { done: count, total: count, unit: 'images' });
  t.is(report.progress.at(-1)!.metrics!.accuracy, (await readResult(folders[0]!)).accuracy);
  t.is(report.facts.engine, 'tensorflow');
});

test.serial('stops when aborted and writes nothing', async (t) => {
  const reason = new Error('interrupted');
  const error = await t.throwsAsync(attack([{ attack: 'bim' }], { signal: AbortSignal.abort(reason) }));
  t.is(error, reason);
  t.deepEqual(await readdir(join(folder, `run-${runs}`, '0')), []);
});

const refused: [string, object][] = [
  ['an unknown attack', { attack: 'pgd', epsilon: 0.1 }],
  ['a negative epsilon', { attack: 'fgsm', epsilon: -0.1 }],
  ['settings for an attack that has none', { attack: 'fgsm', epsilon: 0.1, settings: { steps: 3 } }],
  [
    'a random start for an attack that has none',
    { attack: 'bim', epsilon: 0.1, settings: { randomStart: true } },
  ],
  ['both lengths of a step', { attack: 'bim', epsilon: 0.1, settings: { alpha: 0.1, relativeAlpha: 2 } }],
  ["another attack's setting", { attack: 'square', epsilon: 0.1, settings: { steps: 2 } }],
  ['an unknown param', { attack: 'fgsm', epsilon: 0.1, samples: 3 }],
];
for (const [what, params] of refused) {
  test(`the params schema refuses ${what}`, (t) => {
    t.false(validateParams(structuredClone(params)));
  });
}

test.serial('fractions are the numbers that a division gives, bit for bit', async (t) => {
  const settings = (alpha: unknown) => ({ attack: 'bim', settings: { alpha, steps: 2 } });
  const typed = await attack([{ epsilon: '8/255', ...settings('2/255') }]);
  const computed = await attack([{ epsilon: 8 / 255, ...settings(2 / 255) }]);
  const [cell, other] = [typed.folders[0]!, computed.folders[0]!];
  for (const name of await readdir(cell))
    t.deepEqual(await readFile(join(cell, name)), await readFile(join(other, name)), name);
  const result = await readResult(cell);
  t.is(result.epsilon, 8 / 255);
  t.true(validateResult(result), ajv.errorsText(validateResult.errors));
});

for (const [field, value] of [
  ['epsilon', '8/0'],
  ['epsilon', '8'],
  ['epsilon', '-8/255'],
  ['epsilon', '8/255/2'],
  ['epsilon', '1e-3/2'],
  ['alpha', '0/255'],
  ['relativeAlpha', 'x/2'],
] as const)
  test(`"${value}" is no ${field}`, (t) => {
    const params = field === 'epsilon' ? { epsilon: value } : { epsilon: 0.1, settings: { [field]: value } };
    t.false(validateParams({ attack: 'bim', ...params }));
  });

test.serial('two spellings of one epsilon are an error', async (t) => {
  await t.throwsAsync(attack([{ epsilon: '1/2' }, { epsilon: 0.5 }]), {
    message: /epsilon 0.5 is there twice/,
  });
});
