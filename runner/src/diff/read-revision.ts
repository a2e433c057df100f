import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LOCK_FILE_NAME, type LockFile } from '../lockfile/lock-file.ts';
import { parseLockFile } from '../lockfile/parse-lock-file.ts';

const run = promisify(execFile);

/** Room for a lock file of 100,000 actions. More output of git is an error, since a part of it would be useless. */
const MAX_LOCK_BYTES = 256 * 1024 * 1024;

export type RevisionLock =
  | { readonly status: 'found'; readonly lock: LockFile }
  /** No git here, or no such revision. */
  | { readonly status: 'unknown' }
  | { readonly status: 'no-lock' };

/**
 * The pipeline.lock.json that a revision has beside pipeline.json.
 * @param revision anything that names a commit: `HEAD~1`, a tag, a branch
 * @throws InvalidLockFileError
 */
export async function readRevision(baseDir: string, revision: string): Promise<RevisionLock> {
  // Resolved first, so that nothing in it can be an option or a path.
  const commit = await git(baseDir, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  if (commit === undefined) return { status: 'unknown' };
  const text = await git(baseDir, ['show', `${commit.trim()}:./${LOCK_FILE_NAME}`]);
  if (text === undefined) return { status: 'no-lock' };
  return {
    status: 'found',
    lock: parseLockFile(text.replaceAll('\r\n', '\n'), `${revision}:${LOCK_FILE_NAME}`),
  };
}

/** Runs git without a shell. @returns what it writes; undefined if it fails or is not installed */
async function git(cwd: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await run('git', args, { cwd, maxBuffer: MAX_LOCK_BYTES })).stdout;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'number' || code === 'ENOENT') return undefined;
    throw error;
  }
}
