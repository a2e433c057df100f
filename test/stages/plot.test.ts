import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import plot from '../../stages/plot.ts';
import { runStage } from '../fixtures/figures/run-stage.ts';
import { writeSyntheticStudy } from '../fixtures/figures/synthetic-study.ts';
import { makeTemporaryFolder } from '../fixtures/figures/temporary-folder.ts';

test('draws the figure that its params name, from the table of aggregate', async (t) => {
  const root = await makeTemporaryFolder(t);
  const { table } = await writeSyntheticStudy(join(root, 'study'), { keepExamples: 0 });
  const outputs = { figure: join(root, 'figure') };
  await runStage(plot, {
    params: { figure: 'figure-3', threat: 'direct' },
    inputs: { table: table[0]!.path },
    outputs,
  });
  t.deepEqual((await readdir(outputs.figure)).sort(), [
    'figure-3-direct.narrow.svg',
    'figure-3-direct.png',
    'figure-3-direct.svg',
    'figure-3-direct.vl.json',
  ]);
  t.regex(await readFile(join(outputs.figure, 'figure-3-direct.svg'), 'utf8'), /MNIST, clean test accuracy/);
});

test('a table without the dataset of the figure is a typed error', async (t) => {
  const root = await makeTemporaryFolder(t);
  const { table } = await writeSyntheticStudy(join(root, 'study'), { keepExamples: 0 });
  const outputs = { figure: join(root, 'figure') };
  const run = runStage(plot, {
    params: { figure: 'figure-5', threat: 'direct' },
    inputs: { table: table[0]!.path },
    outputs,
  });
  await t.throwsAsync(run, { code: 'FIGURE_NO_DATA' });
});
