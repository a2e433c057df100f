import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { findInstalledEngine, installEngine } from '../../src/engines/install-engine.ts';
import { probeBinding } from '../../src/engines/probe-binding.ts';
import { makeFolder } from './temporary-folder.ts';

test('an installed engine computes, and is found where it was installed', async (t) => {
  const installed = await installEngine();
  t.deepEqual(await probeBinding(installed.bindingPath), { version: installed.version, gpu: false });
  t.deepEqual(await findInstalledEngine('cpu'), installed);
});

test('what is no library is reported, not thrown as it comes', async (t) => {
  const path = join(await makeFolder(t), 'binding.node');
  await writeFile(path, 'text');
  await t.throwsAsync(probeBinding(path), { code: 'ENGINE_PROBE_FAILED', message: /does not work here/ });
});
