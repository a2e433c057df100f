import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { formatProblems } from '../../src/pipeline/document/problem.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { findProblems, loadFiles } from './pipeline-folder.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = await readFile(new URL('../../../docs/reference/pipeline-json.md', import.meta.url), 'utf8');
const [example = ''] = page.match(/(?<=```json\n).*?(?=```)/s) ?? [];
const [error = ''] = page.match(/(?<=```\n)pipeline\.json:.*?(?=\n```)/s) ?? [];
const files = { 'stages/train.ts': '', 'count.py': '' };

test('the example of the documentation loads', async (t) => {
  const graph = await loadFiles(t, { ...files, 'pipeline.json': example }, { profile: 'paper' });
  t.deepEqual([...graph.actions.keys()], ['train/lenet', 'train/blenet', 'count']);
});

test('the error of the documentation is the one that is shown', async (t) => {
  const problems = await findProblems(t, {
    ...files,
    'pipeline.json': example.replace('"train/model"', '"trian/model"'),
  });
  t.is(formatProblems(problems), error);
});

test('the shipped study loads with each of its profiles', async (t) => {
  const { profiles, stages } = JSON.parse(
    await readFile(new URL('../../../pipeline.json', import.meta.url), 'utf8'),
  );
  for (const profile of Object.keys(profiles)) {
    const graph = await loadPipeline({ baseDir: root, profile });
    t.is(graph.profile, profile);
    t.deepEqual(graph.stages.map(({ name }) => name).sort(), Object.keys(stages).sort());
  }
});
