import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'ava';
import { makeProject, type Project } from '../project.ts';

/** A package in a folder, whose default export is `code`. */
async function writePackage(project: Project, folder: string, version: string, code: string): Promise<void> {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  await project.write(
    `${folder}/package.json`,
    JSON.stringify({ name, version, type: 'module', main: 'i.js' }),
  );
  await project.write(`${folder}/i.js`, code);
}

function link(project: Project, at: string, target: string): void {
  mkdirSync(dirname(project.path(at)), { recursive: true });
  symlinkSync(project.path(target), project.path(at));
}

const WRITE = "import { writeFile } from 'node:fs/promises';";

async function makeLinked(t: Parameters<typeof makeProject>[0]): Promise<Project> {
  const project = await makeProject(t);
  await writePackage(
    project,
    'libs/lib',
    '1.0.0',
    "import dep from 'dep'; import inner from 'inner'; export default [dep, inner].join();",
  );
  await writePackage(project, 'libs/inner', '1.0.0', "import dep from 'dep'; export default 'inner ' + dep;");
  for (const [folder, version] of [
    ['.', 1],
    ['libs/lib', 2],
    ['libs/inner', 3],
  ] as const)
    await writePackage(
      project,
      `${folder}/node_modules/dep`,
      `${version}.0.0`,
      `export default 'dep ${version}';`,
    );
  link(project, 'node_modules/lib', 'libs/lib');
  link(project, 'libs/lib/node_modules/inner', 'libs/inner');
  await project.write('package.json', JSON.stringify({ name: 'app', type: 'module' }));
  await project.write(
    'p.mjs',
    `${WRITE} import dep from 'dep'; import lib from 'lib';
    export default ({ outputs }) => writeFile(outputs.o + '/x', [dep, lib].join());`,
  );
  await project.writePipeline({ a: { program: 'p.mjs', outputs: ['o'] } });
  return project;
}

test('a linked package has its own dependencies, and the key tells their versions apart', async (t) => {
  const project = await makeLinked(t);
  await project.run();
  t.is(await project.artifact('a', 'o', 'x'), 'dep 1,dep 2,inner dep 3');
  const { key } = (await project.explain('a')) as unknown as { key: { packages: Record<string, string> } };
  t.deepEqual(key.packages, { dep: '1.0.0', 'lib > dep': '2.0.0', 'lib > inner > dep': '3.0.0' });
  await writePackage(project, 'libs/lib/node_modules/dep', '2.1.0', "export default 'dep 2.1';");
  t.is((await project.run()).outcomes.a, 'executed');
  t.is(await project.artifact('a', 'o', 'x'), 'dep 1,dep 2.1,inner dep 3');
});

test('the digest does not depend on where the folders are', async (t) => {
  const keys = await Promise.all(
    [1, 2].map(async () => {
      const project = await makeLinked(t);
      await project.run();
      return ((await project.explain('a')) as unknown as { key: { program: string } }).key.program;
    }),
  );
  t.is(keys[0], keys[1]);
});

test('a module that params name, in a linked package, has its own dependencies too', async (t) => {
  const project = await makeLinked(t);
  await project.write(
    'q.mjs',
    `${WRITE} export default async ({ params, outputs, loadModule }) =>
    writeFile(outputs.o + '/x', String((await loadModule(params.m)).default ?? (await loadModule(params.m))));`,
  );
  await project.write(
    'q.schema.json',
    JSON.stringify({ properties: { m: { type: 'string', inputModule: true } } }),
  );
  await project.write('m.mjs', "export { default } from 'lib';");
  await project.writePipeline({
    a: { program: 'q.mjs', params: { m: 'm.mjs' }, paramsSchema: 'q.schema.json', outputs: ['o'] },
  });
  await project.run();
  t.is(await project.artifact('a', 'o', 'x'), 'dep 2,inner dep 3');
});
