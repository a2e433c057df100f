import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { runInProcess } from './run-in-process.ts';

async function createFolder(t: ExecutionContext, name = 'My Study'): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'init-'));
  t.teardown(() => rm(parent, { recursive: true }));
  const folder = join(parent, name);
  await mkdir(folder);
  return folder;
}

test('init writes a pipeline, a stage with its schema, and what surrounds them', async (t) => {
  const folder = await createFolder(t);
  const { exitCode, stdout, stderr } = await runInProcess(['-C', folder, 'init']);
  t.is(stderr, '');
  t.is(exitCode, 0);
  t.deepEqual((await readdir(folder, { recursive: true })).sort(), [
    '.gitignore',
    'package.json',
    'pipeline.json',
    'schemas',
    'schemas/stages',
    'schemas/stages/roll.schema.json',
    'stages',
    'stages/roll.ts',
  ]);
  t.is(JSON.parse(await readFile(join(folder, 'pipeline.json'), 'utf8')).name, 'my-study');
  t.regex(stdout, /wrote pipeline\.json\n[\s\S]*next: npm install robust-pipeline-runner\n/);
});

test('init tells the next command where the package is installed already', async (t) => {
  const folder = await createFolder(t);
  await mkdir(join(folder, 'node_modules', 'robust-pipeline-runner'), { recursive: true });
  await writeFile(
    join(folder, 'node_modules', 'robust-pipeline-runner', 'package.json'),
    '{ "name": "robust-pipeline-runner" }',
  );
  const { stdout } = await runInProcess(['-C', folder, 'init']);
  t.regex(stdout, /next: npx pipeline run\n$/);
});

test('init keeps a package.json and a .gitignore that are there', async (t) => {
  const folder = await createFolder(t);
  await writeFile(join(folder, 'package.json'), '{ "name": "mine" }');
  await writeFile(join(folder, '.gitignore'), 'secret\n');
  const { exitCode } = await runInProcess(['-C', folder, 'init']);
  t.is(exitCode, 0);
  t.is(await readFile(join(folder, 'package.json'), 'utf8'), '{ "name": "mine" }');
  t.is(await readFile(join(folder, '.gitignore'), 'utf8'), 'secret\n');
});

test('init overwrites nothing and writes nothing when a file is in the way', async (t) => {
  const folder = await createFolder(t);
  await mkdir(join(folder, 'stages'));
  await writeFile(join(folder, 'stages', 'roll.ts'), 'mine');
  const { exitCode, stdout, stderr } = await runInProcess(['-C', folder, 'init']);
  t.is(exitCode, 2);
  t.is(stdout, '');
  t.regex(stderr, /already has stages\/roll\.ts; nothing was written/);
  t.deepEqual((await readdir(folder, { recursive: true })).sort(), ['stages', 'stages/roll.ts']);
  t.is(await readFile(join(folder, 'stages', 'roll.ts'), 'utf8'), 'mine');
});

test('a folder whose name has no letter still gives a name', async (t) => {
  const folder = await createFolder(t, '学');
  await runInProcess(['-C', folder, 'init']);
  t.is(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).name, 'study');
});
