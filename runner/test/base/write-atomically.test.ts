import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { stampOf } from '../../src/base/file-stamp.ts';
import { readTextIfAny } from '../../src/base/read-text-if-any.ts';
import { BACKDATE_MS, writeAtomically } from '../../src/base/write-atomically.ts';

function makeFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'write-atomically-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a file is replaced as a whole, and nothing is left beside it', (t) => {
  const folder = makeFolder(t);
  const path = join(folder, 'file');
  writeFileSync(path, 'a much longer text than the new one');
  writeAtomically(path, 'new');
  t.is(readFileSync(path, 'utf8'), 'new');
  t.deepEqual(readdirSync(folder), ['file']);
});

test('the folder of a file is made when it is missing', (t) => {
  const path = join(makeFolder(t), 'a', 'b', 'file');
  writeAtomically(path, Buffer.from('x'));
  t.is(readFileSync(path, 'utf8'), 'x');
});

test('a folder in the place of the file goes', (t) => {
  const path = join(makeFolder(t), 'file');
  mkdirSync(join(path, 'inside'), { recursive: true });
  writeAtomically(path, 'x');
  t.is(readFileSync(path, 'utf8'), 'x');
});

test('the stamp is that of the file in its place, and is dated back', (t) => {
  const path = join(makeFolder(t), 'file');
  const stamp = writeAtomically(path, 'x');
  t.is(stamp, stampOf(statSync(path, { bigint: true })));
  t.true(statSync(path).mtimeMs <= Date.now() - BACKDATE_MS);
});

test('what cannot be put in its place leaves nothing behind', (t) => {
  const folder = makeFolder(t);
  writeFileSync(join(folder, 'file'), 'not a folder');
  const staged = join(folder, 'staged');
  t.throws(() => writeAtomically(join(folder, 'file', 'below'), 'x', { staged }), { code: 'ENOTDIR' });
  t.deepEqual(readdirSync(folder), ['file']);
});

test('a file that is missing has no text; one that is a folder is an error', (t) => {
  const folder = makeFolder(t);
  writeFileSync(join(folder, 'file'), 'text');
  t.is(readTextIfAny(join(folder, 'file')), 'text');
  t.is(readTextIfAny(join(folder, 'absent')), undefined);
  t.is(readTextIfAny(join(folder, 'file', 'below')), undefined);
  t.throws(() => readTextIfAny(folder), { code: 'EISDIR' });
});
