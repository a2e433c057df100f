import { join } from 'node:path';
import test from 'ava';
import { readSafetensors } from '../../runner/src/formats/safetensors.ts';
import { loadEngine } from '../../src/engines/index.ts';
import type { ImportModelParams } from '../../src/generated/stages/import-model.ts';
import { NetworkError } from '../../src/networks/errors.ts';
import { loadModel } from '../../src/networks/load-model.ts';
import importModel from '../../stages/import-model.ts';
import { makeTorchImages, readTorchFixture } from '../networks/torch-case.ts';
import { createStageContext, makeFolders } from './study-context.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

const weights = 'test/fixtures/networks/torch-lenet-f16.safetensors';

test.serial('half-precision weights from PyTorch become a model that answers as PyTorch does', async (t) => {
  const { model: folder } = await makeFolders(t, 'model');
  const params = { weights, network: 'lenet' };
  await importModel(createStageContext<ImportModelParams>({ params, outputs: { model: folder } }).context);
  const { tensors, metadata } = await readSafetensors(join(folder, 'model.safetensors'));
  t.deepEqual(
    tensors.get('fc1.weight')?.data,
    (await readSafetensors(weights)).tensors.get('fc1.weight')?.data,
  );
  t.is(metadata.network, 'lenet');

  const model = await loadModel(folder);
  const logits = model.logits(makeTorchImages(1), []).dataSync();
  // The fixture's weights are those of the golden file, rounded to hundredths.
  (await readTorchFixture('lenet', 1)).logits.flat().forEach((value, index) => {
    t.true(Math.abs(logits[index]! - value) < 0.1);
  });
  model.dispose();
});

test.serial('weights of another network are refused', async (t) => {
  const { model } = await makeFolders(t, 'model');
  const params = { weights, network: 'blenet' };
  const { context } = createStageContext<ImportModelParams>({ params, outputs: { model } });
  await t.throwsAsync(importModel(context), { instanceOf: NetworkError, code: 'MODEL_TENSOR_MISSING' });
});
