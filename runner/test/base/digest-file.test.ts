import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { type Digest, digestBytes } from '../../src/base/digest.ts';
import { digestFile } from '../../src/base/digest-file.ts';
import { MissingFileError, UnsupportedFileError } from '../../src/base/errors.ts';
import { makeFolder } from '../hash/scratch-folder.ts';

test('the digest of "abc" is that of FIPS 180-2, appendix B.1', async (t) => {
  const path = join(makeFolder(t), 'abc');
  writeFileSync(path, 'abc');
  t.is(await digestFile(path), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' as Digest);
});

for (const size of [0, 1, 256 * 1024, 256 * 1024 + 1, 3 * 1024 * 1024 + 7]) {
  test(`digests a file of ${size} bytes whole`, async (t) => {
    const path = join(makeFolder(t), 'file');
    const bytes = randomBytes(size);
    writeFileSync(path, bytes);
    t.is(await digestFile(path), digestBytes(bytes));
  });
}

test('a missing file is an error that names it', async (t) => {
  const path = join(makeFolder(t), 'none');
  const error = await t.throwsAsync(digestFile(path), { instanceOf: MissingFileError });
  t.is(error?.message, `${path} does not exist`);
});

test('a folder is not digested', async (t) => {
  await t.throwsAsync(digestFile(makeFolder(t)), { instanceOf: UnsupportedFileError });
});

(process.platform === 'win32' ? test.skip : test)(
  'a named pipe is refused at once, without waiting for a writer',
  async (t) => {
    const path = join(makeFolder(t), 'pipe');
    execFileSync('mkfifo', [path]);
    await t.throwsAsync(digestFile(path), { instanceOf: UnsupportedFileError });
  },
);
