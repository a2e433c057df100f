import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { libraryFile } from '../../src/engines/compile-binding.ts';
import { type EngineManifest, readInstalledEngine, writeManifest } from '../../src/engines/manifest.ts';
import { makeFolder } from './temporary-folder.ts';

const manifest: EngineManifest = {
  formatVersion: 1,
  engine: 'tensorflow',
  device: 'cpu',
  version: '2.15.1',
  source: 'wheel',
  binding: 'binding.node',
  library: 'tensorflow',
};

async function makeEngine(folder: string): Promise<{ binding: string; library: string }> {
  const parts = {
    binding: join(folder, 'binding.node'),
    library: join(folder, 'tensorflow', libraryFile('cc', process.platform)),
  };
  await mkdir(join(folder, 'tensorflow'));
  for (const part of Object.values(parts)) await writeFile(part, '');
  await writeManifest(folder, manifest);
  return parts;
}

test('an installed engine is read back', async (t) => {
  const folder = await makeFolder(t);
  const { binding } = await makeEngine(folder);
  const { device, version, source } = manifest;
  t.deepEqual(await readInstalledEngine(folder), { folder, device, version, source, bindingPath: binding });
});

for (const part of ['binding', 'library'] as const) {
  test(`an engine that lost its ${part} is none`, async (t) => {
    const folder = await makeFolder(t);
    await rm((await makeEngine(folder))[part]);
    t.is(await readInstalledEngine(folder), undefined);
  });
}

test('a folder without manifest, with a torn one, or one of another format, is no engine', async (t) => {
  const folder = await makeFolder(t);
  t.is(await readInstalledEngine(join(folder, 'absent')), undefined);
  await makeEngine(folder);
  for (const text of ['{"formatVersion": 1, "eng', '{"formatVersion": 2}']) {
    await writeFile(join(folder, 'manifest.json'), text);
    t.is(await readInstalledEngine(folder), undefined);
  }
});
