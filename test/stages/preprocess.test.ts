import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { readNpy } from '../../runner/src/formats/npy.ts';
import datasetSchema from '../../schemas/artifacts/dataset.schema.json' with { type: 'json' };
import type { PreprocessParams } from '../../src/generated/stages/preprocess.ts';
import preprocess from '../../stages/preprocess.ts';
import { createStageContext, makeFolders } from './study-context.ts';
import { writeSquares } from './study-data.ts';

test('arrays and dataset.json are as documented', async (t) => {
  const { raw, data } = await makeFolders(t, 'raw', 'data');
  await writeSquares(raw, 50);
  const params = { dataset: 'npy', size: 32, validationFraction: 0.2, testFraction: 0.4, splitSeed: 0 };
  await preprocess(
    createStageContext<PreprocessParams>({ params, inputs: { raw }, outputs: { data } }).context,
  );
  const expected = { train: 24, validation: 6, test: 20 };
  for (const [part, count] of Object.entries(expected)) {
    const images = await readNpy(join(data, `${part}-images.npy`));
    const labels = await readNpy(join(data, `${part}-labels.npy`));
    t.deepEqual(
      [images.dtype, images.shape, labels.dtype, labels.shape],
      ['uint8', [count, 1, 32, 32], 'uint8', [count]],
    );
  }
  const description = JSON.parse(await readFile(join(data, 'dataset.json'), 'utf8'));
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(datasetSchema);
  t.true(validate(description), JSON.stringify(validate.errors));
  t.deepEqual(description.counts, expected);
});
