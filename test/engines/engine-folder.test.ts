import { homedir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { findEnginesFolder, nameEngineFolder } from '../../src/engines/engine-folder.ts';

const ours = join('robust-pipeline', 'engines');

test("engines live in the user's cache folder", (t) => {
  t.is(findEnginesFolder({}, 'linux'), join(homedir(), '.cache', ours));
  t.is(findEnginesFolder({ XDG_CACHE_HOME: '/caches' }, 'linux'), join('/caches', ours));
  t.is(findEnginesFolder({}, 'darwin'), join(homedir(), 'Library', 'Caches', ours));
});

test('a relative XDG_CACHE_HOME is ignored, as its specification says', (t) => {
  t.is(findEnginesFolder({ XDG_CACHE_HOME: 'caches' }, 'linux'), join(homedir(), '.cache', ours));
});

test('PIPELINE_ENGINE_DIR goes before everything', (t) => {
  t.is(
    findEnginesFolder({ PIPELINE_ENGINE_DIR: '/engines', XDG_CACHE_HOME: '/caches' }, 'linux'),
    '/engines',
  );
});

test('what makes an engine unusable elsewhere is in its name', (t) => {
  const identity = { device: 'cpu', version: '2.15.1', bindingVersion: '4.22.0' } as const;
  const names = [
    identity,
    { ...identity, device: 'gpu' as const },
    { ...identity, version: '2.21.0' },
    { ...identity, bindingVersion: '4.23.0' },
  ].map(nameEngineFolder);
  t.is(new Set(names).size, names.length);
  t.true(names[0]!.includes(`${process.platform}-${process.arch}`));
});
