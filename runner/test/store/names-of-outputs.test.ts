import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { UnsupportedFileError } from '../../src/base/errors.ts';
import { FolderRemote } from '../../src/store/remote/folder-remote.ts';
import { pullResult } from '../../src/store/remote/pull-result.ts';
import { isResultThere, pushResult } from '../../src/store/remote/push-result.ts';
import { readRemoteRecord } from '../../src/store/remote/read-remote-record.ts';
import { openStore } from '../../src/store/store.ts';
import { verifyStore } from '../../src/store/verify-store.ts';
import { artifactOf, digestKey, finishAction, makeRig, readFiles } from './store-rig.ts';

const odd = fc.constantFrom(
  'k:5.csv',
  'k:',
  'ab:c',
  '5:x',
  ':x',
  'constructor',
  '~',
  '-rf',
  '*',
  '$(x)',
  'a b',
  "'",
  '"',
  '.pipeline',
  'ünï',
  '文',
  '\u200b',
  'e\u0301',
  '\\',
  'a\nb',
  'nul',
  'x'.repeat(255),
  '%2F',
  '...',
);
const anyName = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 5 })
  .filter((name) => !/[/\0]/.test(name) && name !== '.' && name !== '..');
const path = fc.array(fc.oneof(odd, odd, anyName), { minLength: 1, maxLength: 3 });
const ID = 'train/lenet';

/** Undefined: the file system cannot have it. */
function writeOne(folder: string, parts: readonly string[]): string | undefined {
  const path = parts.join('/');
  try {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'content');
    return path;
  } catch {
    return undefined;
  }
}

test('what a writer accepts as the name of an output, every reader accepts', async (t) => {
  const tally = { kept: 0, refused: 0 };
  const rig = makeRig(t);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(path, async (parts) => {
      const files = join(rig.folder, `written-${run++}`);
      const written = writeOne(files, parts);
      if (written === undefined) return;
      const id = `${ID}/${run}`;
      const store = rig.reopen();
      try {
        await finishAction(rig, store, id, { [written]: 'content' });
      } catch (error) {
        if (!(error instanceof UnsupportedFileError)) throw error;
        tally.refused += 1;
        return;
      }
      tally.kept += 1;
      const lookup = rig.reopen().readRecord(digestKey(id));
      if (lookup.status !== 'found') throw new Error(`${written} is kept and then ${JSON.stringify(lookup)}`);
      const { record } = lookup;

      const here = rig.reopen();
      t.deepEqual((await verifyStore(here.folders)).findings, [], written);
      rmSync(artifactOf(rig, id), { recursive: true });
      await here.restore(id, 'out', record.outputs.out!, artifactOf(rig, id));
      t.deepEqual(readFiles(artifactOf(rig, id)), { [written]: 'content' });

      const remote = new FolderRemote('shared', join(rig.folder, 'shared'));
      await pushResult(here, remote, record, { verify: true });
      t.true(await isResultThere(here, remote, record, { verify: true }));
      const pulled = await readRemoteRecord(remote, record.keyDigest, id);
      const other = openStore({ cacheDir: join(rig.folder, `other-${run}`), baseDir: rig.folder });
      await pullResult(other, remote, pulled!);
      t.is(other.readRecord(record.keyDigest).status, 'found');
      other.close();
      remote.close();
    }),
    { seed: 17, numRuns: 150 },
  );
  t.true(tally.kept > 40 && tally.refused > 10, JSON.stringify(tally));
});
