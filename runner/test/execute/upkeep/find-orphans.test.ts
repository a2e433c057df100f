import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { findOrphans, findUnowned } from '../../../src/execute/upkeep/find-orphans.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';
import { createGraph } from '../../create-graph.ts';
import { makeProject } from '../project.ts';

const STAGES = { train: { ids: ['train/mnist/lenet'] }, report: { ids: ['report'] } };

test('folders that no action owns are named once, by their highest folder', async (t) => {
  const baseDir = await mkdtemp(join(tmpdir(), 'orphans-'));
  t.teardown(() => rm(baseDir, { recursive: true }));
  for (const path of [
    'train/mnist/lenet/out',
    'train/mnist/lenet/renamed',
    'train/mnist/oldnet/out',
    'train/cifar/a/out',
    'report/out',
    'gone/x/y',
    '.pipeline-staging-owner-1-a-1/x',
  ]) {
    await mkdir(join(baseDir, 'artifacts', path), { recursive: true });
  }
  t.deepEqual(await findUnowned(baseDir, [createGraph(STAGES, baseDir)]), [
    'gone',
    'train/cifar',
    'train/mnist/lenet/renamed',
    'train/mnist/oldnet',
  ]);
});

test('a folder without artifacts has none', async (t) => {
  t.deepEqual(await findOrphans(createGraph(STAGES, '/no/such/folder')), []);
});

test('what another profile makes is no orphan', async (t) => {
  const project = await makeProject(t);
  const stage = (...values: string[]): object => ({
    axes: { word: values },
    command: 'echo ${axis.word} > ${output.out}/word',
    outputs: ['out'],
  });
  const profiles = { small: {}, large: { stages: { say: { axes: { word: ['a', 'b'] } } } } };
  await project.writePipeline({ say: stage('a') }, { defaultProfile: 'small', profiles });
  for (const path of ['a', 'b', 'c']) await project.write(`artifacts/say/${path}/out/word`, path);
  t.deepEqual(await findOrphans(await loadPipeline({ baseDir: project.folder })), ['say/c']);
  t.deepEqual(await findOrphans(await loadPipeline({ baseDir: project.folder, profile: 'large' })), [
    'say/c',
  ]);
});
