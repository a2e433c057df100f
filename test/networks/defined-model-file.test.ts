import { join } from 'node:path';
import test from 'ava';
import { readSafetensors, writeSafetensors } from '../../runner/src/formats/safetensors.ts';
import { loadEngine } from '../../src/engines/index.ts';
import { act, conv, dense, pool } from '../../src/networks/architectures.ts';
import { initialiseParameters } from '../../src/networks/initialise.ts';
import { readModelFile, writeModelFile } from '../../src/networks/model-file.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import { makeFolders } from '../stages/study-context.ts';

const TABLE = { bayesian: true, rows: [conv(2, 5), act, pool(2, 2), dense(10)] };

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

test('a model file carries the table of a network that is none of the study’s', async (t) => {
  const { model } = await makeFolders(t, 'model');
  const network = resolveNetwork('mine', 3, TABLE);
  const path = join(model, 'model.safetensors');
  await writeModelFile(path, { network, parameters: initialiseParameters(network, 1) });
  const read = await readModelFile(model);
  t.deepEqual(read.network, network);
  // As another name, with the module's table: import-model.
  t.is((await readModelFile(path, 'other', TABLE)).network.name, 'other');
});

test('a file of the study’s own networks has no table', async (t) => {
  const { model } = await makeFolders(t, 'model');
  const path = join(model, 'model.safetensors');
  const network = resolveNetwork('lenet', 1);
  await writeModelFile(path, { network, parameters: initialiseParameters(network, 1) });
  t.deepEqual((await readSafetensors(path)).metadata, { format: 'pt', network: 'lenet', channels: '1' });
});

test('a table that is damaged is an error that names the file', async (t) => {
  const { model } = await makeFolders(t, 'model');
  const path = join(model, 'model.safetensors');
  await writeSafetensors(path, { tensors: new Map(), metadata: { network: 'mine', definition: '{' } });
  const error = await t.throwsAsync(readModelFile(path), { code: 'NETWORK_INVALID' });
  t.regex(error?.message ?? '', /model\.safetensors/);
});
