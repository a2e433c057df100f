import { readFile } from 'node:fs/promises';
import test from 'ava';

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const read = async (path: string): Promise<Manifest> => JSON.parse(await readFile(path, 'utf8')) as Manifest;

test('the package that carries the runner installs all that the runner needs, in the same versions', async (t) => {
  const [study, runner] = await Promise.all([read('package.json'), read('runner/package.json')]);
  t.is(study.version, runner.version);
  t.like(study.dependencies, runner.dependencies);
});
