import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { writeNpy } from '../../runner/src/formats/npy.ts';
import checksSchema from '../../schemas/artifacts/checks.schema.json' with { type: 'json' };
import normsSchema from '../../schemas/artifacts/norms.schema.json' with { type: 'json' };
import { writeDatasetFolder } from '../../src/datasets/dataset-folder.ts';
import { writeModelFile } from '../../src/networks/model-file.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import check from '../../stages/check.ts';
import measureNorms from '../../stages/gradient-norm.ts';
import { spread } from '../networks/spread.ts';
import { makeTorchParameters } from '../networks/torch-case.ts';
import { makeCell } from '../results/cells.ts';
import { createContext, inputFolder } from './attack-context.ts';
import { createStageContext, makeFolders } from './study-context.ts';

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, keywords: ['x-key'] });

test('the norms of a model are measured and checked beside its cells', async (t) => {
  const folders = await makeFolders(t, 'data', 'model', 'norms', 'checks', 'cell');
  const labels = Uint8Array.of(3, 1);
  const images = Uint8Array.from(spread(2 * 1024, 5), (value) => Math.floor((value + 1) * 127.9));
  await writeDatasetFolder(folders.data, { name: 'mnist', classes: 10, channels: 1 } as never, {
    test: { shape: [2, 1, 32, 32], images, labels },
  });
  const network = resolveNetwork('blenet', 1);
  const parameters = makeTorchParameters(network);
  await writeModelFile(join(folders.model, 'model.safetensors'), { network, parameters });
  const { context } = createStageContext({
    params: { samples: [1, 8], images: 0, batchSize: 2 },
    inputs: { model: folders.model, data: folders.data },
    outputs: { norms: folders.norms },
    axes: { dataset: 'mnist', model: 'my-blenet', seed: '2' },
  });
  await measureNorms(context as never);
  const norms = JSON.parse(await readFile(join(folders.norms, 'norms.json'), 'utf8'));
  t.true(ajv.validate(normsSchema, norms), ajv.errorsText());
  t.like(norms[1], {
    model: 'my-blenet',
    network: 'blenet',
    bayesian: true,
    seed: '2',
    samples: 8,
    count: 2,
  });
  t.true(norms[0].l2Mean > 0);

  await mkdir(folders.cell, { recursive: true });
  const cell = makeCell({ correct: [1, 0] });
  await writeFile(join(folders.cell, 'result.json'), JSON.stringify(cell.result));
  await writeNpy(join(folders.cell, 'predictions.npy'), {
    dtype: 'uint8',
    shape: [2],
    data: Uint8Array.of(3, 9),
  });
  const run = createContext({
    inputs: {
      cells: [inputFolder(folders.cell)],
      data: [inputFolder(folders.data)],
      norms: [inputFolder(folders.norms)],
    },
    batch: [{ axes: {}, params: {} as never, outputs: { checks: folders.checks } }],
  });
  await check(run.context);
  const rows = JSON.parse(await readFile(join(folders.checks, 'checks.json'), 'utf8'));
  t.true(ajv.validate(checksSchema, rows), ajv.errorsText());
  const outcomes = new Map(rows.map((row: { name: string; outcome: string }) => [row.name, row.outcome]));
  t.is(outcomes.get('share-of-zero-gradients'), 'passed');
  t.not(outcomes.get('expected-gradient-remains'), 'not-applicable');
  t.is(outcomes.get('doubling-steps-changes-nothing'), 'not-applicable');
});
