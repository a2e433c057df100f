import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { writeSquares } from './study-data.ts';

const run = promisify(execFile);

const pipeline = {
  formatVersion: 1,
  name: 'wasm',
  seed: 1,
  defaultProfile: 'all',
  stages: {
    download: {
      program: 'robust-pipeline/stages/download',
      params: { dataset: 'npy', images: 'images.npy', labels: 'labels.npy' },
      outputs: ['raw'],
    },
    preprocess: {
      program: 'robust-pipeline/stages/preprocess',
      inputs: { raw: 'download/raw' },
      params: { dataset: 'npy', size: 32, validationFraction: 0.2, testFraction: 0.3 },
      outputs: ['data'],
    },
    train: {
      program: 'robust-pipeline/stages/train',
      inputs: { data: 'preprocess/data' },
      params: { model: 'blenet', epochs: 2, batchSize: 32, learningRate: 0.003, beta: 0.01 },
      outputs: ['model', 'history', 'provenance'],
      pinEngine: true,
    },
    'attack-grid': {
      program: 'robust-pipeline/stages/attack-grid',
      axes: { attack: ['fgsm', 'pgd-l2'], epsilon: [0, 0.3] },
      batch: ['epsilon'],
      inputs: { model: 'train/model', data: 'preprocess/data' },
      params: { attack: '${axis.attack}', epsilon: '${axis.epsilon}', images: 20, evaluationSamples: 2 },
      outputs: ['result'],
    },
  },
  profiles: { all: {} },
};

test('a network is trained and attacked on wasm, as the user asked, and the records say so', async (t) => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'wasm-run-')));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'node_modules'));
  await symlink(process.cwd(), join(folder, 'node_modules', 'robust-pipeline'));
  await writeFile(join(folder, 'pipeline.json'), JSON.stringify(pipeline));
  await writeSquares(folder, 200);
  await run(process.execPath, ['bin/pipeline.js', '-C', folder, 'run', '--jobs', '1', '--reporter', 'json'], {
    env: { ...process.env, PIPELINE_ENGINE: 'wasm' },
  });

  const readJson = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
  const provenance = readJson('artifacts', 'train', 'provenance', 'provenance.json');
  t.like(provenance, { engine: 'wasm', device: 'cpu', threads: 1 });
  const metrics = readJson('artifacts', 'train', 'history', 'metrics.json');
  t.is(metrics.testCount, 60);
  const cells = ['fgsm', 'pgd-l2'].map((attack) =>
    readJson('artifacts', 'attack-grid', attack, '0', 'result', 'result.json'),
  );
  t.is(cells[0].accuracy.value, cells[1].accuracy.value);

  const records = readdirSync(join(folder, 'cache', 'actions'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => readJson('cache', 'actions', name))
    .filter(({ key }) => key.stage === 'train' || key.stage === 'attack-grid');
  t.deepEqual(
    records.map(({ provenance: facts }) => facts.engine),
    ['wasm', 'wasm', 'wasm', 'wasm', 'wasm'],
  );
  // Pinned, a model that wasm made is never taken for TensorFlow's.
  t.regex(records.find(({ key }) => key.stage === 'train').key.engine, /-cpu-wasm$/);
});
