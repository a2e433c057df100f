import { mkdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { compareFolders } from '../../src/compare/compare-folders.ts';
import type { FileDifference } from '../../src/compare/file-difference.ts';
import type { CompareOptions } from '../../src/compare/options.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Compares two folders with these files. */
export async function compare(
  t: ExecutionContext,
  before: Files,
  after: Files,
  options?: CompareOptions,
): Promise<FileDifference[]> {
  const folder = await mkdtemp(join(tmpdir(), 'compare-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const sides = [join(folder, 'a'), join(folder, 'b')] as const;
  for (const [index, files] of [before, after].entries()) {
    mkdirSync(sides[index]!);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(sides[index]!, path)), { recursive: true });
      await writeFile(join(sides[index]!, path), content);
    }
  }
  return compareFolders(...sides, options);
}

/** Compares two versions of one file. @returns undefined where nothing differs */
export async function compareOne(
  t: ExecutionContext,
  path: string,
  before: string | Uint8Array,
  after: string | Uint8Array,
  options?: CompareOptions,
): Promise<FileDifference | undefined> {
  return (await compare(t, { [path]: before }, { [path]: after }, options))[0];
}
