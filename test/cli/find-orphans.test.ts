import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { findOrphans } from '../../src/cli/find-orphans.ts';
import { createGraph } from './create-graph.ts';

const STAGES = { train: { ids: ['train/mnist/lenet'] }, report: { ids: ['report'] } };

test('folders that no action owns are named once, by their highest folder', async (t) => {
  const baseDir = await mkdtemp(join(tmpdir(), 'orphans-'));
  t.teardown(() => rm(baseDir, { recursive: true }));
  for (const path of [
    'train/mnist/lenet/model',
    'train/mnist/oldnet/model',
    'train/cifar/a/model',
    'report/report',
    'gone/x/y',
  ]) {
    await mkdir(join(baseDir, 'artifacts', path), { recursive: true });
  }
  t.deepEqual(await findOrphans(createGraph(STAGES, baseDir)), ['gone', 'train/cifar', 'train/mnist/oldnet']);
});

test('a folder without artifacts has none', async (t) => {
  t.deepEqual(await findOrphans(createGraph(STAGES, '/no/such/folder')), []);
});
