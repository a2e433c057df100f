import { readFileSync } from 'node:fs';
import { type Digest, isDigest } from '../../hash/digest.ts';
import { PipelineError } from '../../pipeline/errors.ts';

/** What a lock file keeps from being removed cannot be told, so nothing is removed. */
class UnreadableLockFileError extends PipelineError {
  constructor(path: string, why: string, cause?: unknown) {
    super('LOCK_FILE_UNREADABLE', `${path} ${why}, so it cannot be told which results it keeps`, {
      hint: 'Repair it (git checkout, or run the pipeline so that it is written anew), or remove it, then collect again.',
      cause,
    });
  }
}

/**
 * The keys that a pipeline.lock.json names, in all its profiles; none where there is no such file.
 * @throws UnreadableLockFileError when the file is there and cannot be understood
 */
export function readLockedKeys(path: string): Digest[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new UnreadableLockFileError(path, `cannot be read (${message})`, error);
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new UnreadableLockFileError(path, 'is not JSON', error);
  }
  const { lockVersion, profiles } = (document ?? {}) as { lockVersion?: unknown; profiles?: unknown };
  if (lockVersion !== 1) throw new UnreadableLockFileError(path, 'has a version that we do not know');
  return listValues(profiles, path).flatMap((actions) =>
    listValues(actions, path).map((entry) => {
      const key = (entry as { key?: unknown } | null)?.key;
      if (!isDigest(key)) throw new UnreadableLockFileError(path, 'has an action without a key');
      return key;
    }),
  );
}

function listValues(value: unknown, path: string): unknown[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.values(value);
  throw new UnreadableLockFileError(path, 'is no lock file');
}
