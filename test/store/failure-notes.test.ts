import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { readFailureNote } from '../../src/store/failure-notes.ts';
import { openStore } from '../../src/store/store.ts';
import { verifyStore } from '../../src/store/verify-store.ts';

test('a note of a failure is kept until the action succeeds, and damage to it is named', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-failure-notes-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const store = openStore({ cacheDir: join(folder, 'cache') });
  t.teardown(() => store.close());
  store.noteFailure('train/lenet', { code: 'ACTION_FAILED', message: 'It ended with exit code 3.' });
  t.like(readFailureNote(store.folders, 'train/lenet'), {
    code: 'ACTION_FAILED',
    message: 'It ended with exit code 3.',
  });
  t.is(readFailureNote(store.folders, 'train/alexnet'), undefined);
  t.deepEqual((await verifyStore(store.folders)).findings, []);

  const path = join(store.folders.logs, 'train/lenet.failure.json');
  for (const damage of [
    () => writeFileSync(path, '{"code":"ACTION_FAILED","message":"It went well.","failedAt":""}'),
    () => writeFileSync(path, ''),
    () => {
      rmSync(path);
      symlinkSync('/etc/hostname', path);
    },
  ]) {
    damage();
    t.is(readFailureNote(store.folders, 'train/lenet')?.code, 'UNKNOWN', 'that it failed is still known');
    t.deepEqual(
      (await verifyStore(store.folders)).findings.map((finding) => finding.path),
      ['logs/train/lenet.failure.json'],
    );
  }
});
