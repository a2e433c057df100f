import { chmodSync, lstatSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FileChangedError } from '../base/errors.ts';
import { type FileStamp, stampOf } from '../base/file-stamp.ts';
import { setOwn } from '../base/own-property.ts';
import { BACKDATE_MS } from '../base/write-atomically.ts';
import { withIoErrors } from './errors.ts';
import type { PlacedStamp } from './placed-stamp.ts';
import { type RestoreContext, restoreTree } from './restore-tree.ts';
import type { SavedOutput } from './save-output.ts';
import { putInPlace } from './swap-folder.ts';

/**
 * Moves a folder that was just saved to its place among the artifacts: by renaming, or between file systems by restoring
 * the
 * saved tree there. Afterwards `staged` is gone.
 * @throws FileChangedError when a file changed since it was saved, StoreIoError, DamagedBlobError
 */
export async function placeFolder(
  staged: string,
  saved: SavedOutput,
  destination: string,
  neededFor: string,
  context: RestoreContext,
): Promise<PlacedStamp> {
  const { tree } = saved;
  withIoErrors('make the folder', dirname(destination), () =>
    mkdirSync(dirname(destination), { recursive: true }),
  );
  if (lstatSync(staged).dev === lstatSync(dirname(destination)).dev) {
    const files = withIoErrors('prepare', staged, () => dateBack(staged, saved));
    try {
      const folders = putInPlace(staged, tree, destination, context.scratch);
      return { tree: tree.digest, stamps: { ...folders, ...files } };
    } catch (error) {
      if (((error as Error).cause as NodeJS.ErrnoException | undefined)?.code !== 'EXDEV') throw error;
    }
  }
  const stamp = await restoreTree(tree, destination, neededFor, context);
  rmSync(staged, { recursive: true, force: true });
  return stamp;
}

function dateBack(staged: string, { tree, stamps }: SavedOutput): Record<string, FileStamp> {
  const past = new Date(Date.now() - BACKDATE_MS);
  const files: Record<string, FileStamp> = {};
  for (const { path, executable } of tree.entries) {
    const file = join(staged, path);
    if (stampOf(lstatSync(file, { bigint: true })) !== stamps[path]) throw new FileChangedError(file);
    utimesSync(file, past, past);
    // A program may have made its file read-only. Artifacts look the same, whether made here or restored.
    chmodSync(file, (executable ? 0o755 : 0o644) & ~process.umask());
    setOwn(files, path, stampOf(lstatSync(file, { bigint: true })));
  }
  return files;
}
