import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { UnsupportedFileError } from '../../src/base/errors.ts';
import { DamagedBlobError } from '../../src/store/errors.ts';
import { artifactOf, finishAction, makeRig, readFiles, writeFiles } from './store-rig.ts';

const ID = 'train/lenet';
const LARGE = Buffer.alloc(600_000, 'large').toString();

const name = fc.stringMatching(/^[a-z.é_]{1,6}$/).filter((text) => text !== '.' && text !== '..');
const folderContent = fc.uniqueArray(
  fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
    content: fc.uint8Array({ maxLength: 40 }),
    executable: fc.boolean(),
    isFolder: fc.boolean(),
  }),
  { selector: ({ path }) => path, maxLength: 8 },
);

test('whatever a stage wrote is restored the same: files, bytes, permissions, empty folders', async (t) => {
  const { folder, store } = makeRig(t);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(folderContent, async (items) => {
      const source = join(folder, `source-${run++}`);
      mkdirSync(source);
      for (const { path, content, executable, isFolder } of items) {
        // A path below an earlier file has no place in one folder; left out.
        try {
          if (isFolder) mkdirSync(join(source, path), { recursive: true });
          else {
            writeFiles(source, { [path]: content });
            chmodSync(join(source, path), executable ? 0o755 : 0o644);
          }
        } catch (error) {
          if (!['ENOTDIR', 'EISDIR', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? ''))
            throw error;
        }
      }
      const before = readFiles(source);
      const { tree } = await store.saveOutput(source);
      await store.restore(ID, 'out', tree, join(folder, 'restored'));
      t.deepEqual(readFiles(join(folder, 'restored')), before);
      t.is((await store.saveOutput(join(folder, 'restored'))).tree.digest, tree.digest);
    }),
    { seed: 8, numRuns: 40 },
  );
});

test('a large file is restored, with its permission', async (t) => {
  const { folder, store } = makeRig(t);
  writeFiles(join(folder, 'source'), { 'run.sh': LARGE });
  chmodSync(join(folder, 'source', 'run.sh'), 0o700);
  const { tree } = await store.saveOutput(join(folder, 'source'));
  await store.restore(ID, 'out', tree, join(folder, 'restored'));
  t.deepEqual(readFiles(join(folder, 'restored')), { 'run.sh*': LARGE });
});

test('restoring replaces what is there, and files that were added', async (t) => {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, { 'a.txt': 'a', 'sub/b.txt': 'b' });
  const artifact = artifactOf(rig, ID);
  writeFiles(artifact, { 'a.txt': 'edited', 'added.txt': 'x' });
  rmSync(join(artifact, 'sub'), { recursive: true });
  await rig.store.restore(ID, 'out', record.outputs.out!, artifact);
  t.deepEqual(readFiles(artifact), { 'a.txt': 'a', 'sub/b.txt': 'b' });
  t.deepEqual(readdirSync(join(artifact, '..')), ['out']);
});

for (const content of ['small', LARGE]) {
  test(`a damaged blob of ${content.length} bytes is never restored; the artifact stays as it was`, async (t) => {
    const rig = makeRig(t);
    const record = await finishAction(rig, rig.store, ID, { 'a.txt': content, 'b.txt': 'b' });
    const digest = record.outputs.out!.entries[0]!.digest;
    chmodSync(rig.store.blobs.path(digest), 0o644);
    writeFileSync(rig.store.blobs.path(digest), content.replace(/.$/, '!'));
    writeFiles(artifactOf(rig, ID), { 'b.txt': 'edited' });
    const error = await t.throwsAsync(
      rig.store.restore(ID, 'out', record.outputs.out!, artifactOf(rig, ID)),
      {
        instanceOf: DamagedBlobError,
      },
    );
    t.is(error?.digest, digest);
    t.true(error?.message.includes(ID));
    t.deepEqual(readFiles(artifactOf(rig, ID)), { 'a.txt': content, 'b.txt': 'edited' });
    // Running again heals it.
    await finishAction(rig, rig.store, ID, { 'a.txt': content, 'b.txt': 'b' });
    await rig.store.restore(ID, 'out', record.outputs.out!, artifactOf(rig, ID));
    t.deepEqual(readFiles(artifactOf(rig, ID)), { 'a.txt': content, 'b.txt': 'b' });
  });
}

test('editing an artifact in place does not reach the cache', async (t) => {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, { 'a.txt': LARGE });
  await rig.store.restore(ID, 'out', record.outputs.out!, artifactOf(rig, ID));
  writeFiles(artifactOf(rig, ID), { 'a.txt': 'edited' });
  await rig.store.restore(ID, 'out', record.outputs.out!, artifactOf(rig, ID));
  t.deepEqual(readFiles(artifactOf(rig, ID)), { 'a.txt': LARGE });
});

test('an artifact can be edited by its user, though the blobs are read-only', async (t) => {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, { small: 'a', large: LARGE });
  for (const restore of [false, true]) {
    if (restore) await rig.store.restore(ID, 'out', record.outputs.out!, artifactOf(rig, ID));
    for (const file of ['small', 'large'])
      t.is(statSync(join(artifactOf(rig, ID), file)).mode & 0o600, 0o600);
  }
});

test('a link in the place of an artifact is replaced; what it points to is left alone', async (t) => {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, { 'a.txt': 'a' });
  const artifact = artifactOf(rig, ID);
  writeFiles(join(rig.folder, 'precious'), { 'keep.txt': 'keep' });
  rmSync(artifact, { recursive: true });
  symlinkSync(join(rig.folder, 'precious'), artifact);
  await rig.store.restore(ID, 'out', record.outputs.out!, artifact);
  t.deepEqual(readFiles(artifact), { 'a.txt': 'a' });
  t.deepEqual(readFiles(join(rig.folder, 'precious')), { 'keep.txt': 'keep' });
});

test('an output with a link is refused, by name', async (t) => {
  const { folder, store } = makeRig(t);
  writeFiles(join(folder, 'source'), { 'a.txt': 'a' });
  symlinkSync('/etc/hosts', join(folder, 'source', 'hosts'));
  const error = await t.throwsAsync(store.saveOutput(join(folder, 'source')), {
    instanceOf: UnsupportedFileError,
  });
  t.regex(error?.message ?? '', /hosts: is a symbolic link/);
});

test('a file written to after it was saved is not moved into place', async (t) => {
  const { folder, store } = makeRig(t);
  const staged = store.makeScratchFolder();
  writeFiles(staged, { 'a.txt': 'a' });
  const saved = await store.saveOutput(staged);
  writeFiles(staged, { 'a.txt': 'late' });
  await t.throwsAsync(store.place(ID, 'out', staged, saved, join(folder, 'artifacts', 'out')), {
    code: 'FILE_CHANGED',
  });
  t.false(existsSync(join(folder, 'artifacts', 'out')));
});

(existsSync('/dev/shm') ? test : test.skip)(
  'artifacts may lie on another file system than the cache',
  async (t) => {
    const shm = makeRig(t, { cacheDir: join('/dev/shm', `pipeline-test-${process.pid}-${t.title.length}`) });
    t.teardown(() => rmSync(shm.cacheDir, { recursive: true, force: true }));
    const staged = shm.store.makeScratchFolder();
    t.not(statSync(staged).dev, statSync(shm.folder).dev);
    writeFiles(staged, { 'a.txt': 'a', large: LARGE });
    const saved = await shm.store.saveOutput(staged);
    const artifact = artifactOf(shm, ID);
    await shm.store.place(ID, 'out', staged, saved, artifact);
    t.deepEqual(readFiles(artifact), { 'a.txt': 'a', large: LARGE });
    writeFiles(artifact, { 'a.txt': 'edited' });
    await shm.store.restore(ID, 'out', saved.tree, artifact);
    t.deepEqual(readFiles(artifact), { 'a.txt': 'a', large: LARGE });
    t.deepEqual(readdirSync(join(artifact, '..')), ['out']);
  },
);

(process.getuid?.() === 0 ? test.skip : test)(
  'a folder without permission is an error that says what to do',
  async (t) => {
    const rig = makeRig(t);
    const record = await finishAction(rig, rig.store, ID, { 'a.txt': 'a' });
    const parent = join(artifactOf(rig, ID), '..');
    chmodSync(parent, 0o555);
    t.teardown(() => chmodSync(parent, 0o755));
    await t.throwsAsync(rig.store.restore(ID, 'out', record.outputs.out!, artifactOf(rig, ID)), {
      code: 'NO_PERMISSION',
    });
  },
);

test('placed and restored files are dated back, so that an edit in the same moment shows', async (t) => {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, { 'a.txt': 'a' });
  const artifact = artifactOf(rig, ID);
  for (const restore of [false, true]) {
    if (restore) await rig.store.restore(ID, 'out', record.outputs.out!, artifact);
    t.true(statSync(join(artifact, 'a.txt')).mtimeMs < Date.now() - 1000);
    const { atime } = statSync(join(artifact, 'a.txt'));
    utimesSync(join(artifact, 'a.txt'), atime, new Date());
  }
});
