import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Mutexes, type MutexOptions } from './mutex.ts';
import { OwnerFile } from './owner-file.ts';

/**
 * Runs `use` while no other process, on this host or on one that shares the folder, runs something under the same path.
 * For a mutex outside a cache folder. The mutex of a dead process is taken over.
 * @param path the folder is made if it is missing; beside the path lie `PATH.mutex` and, for each process that holds it
 *   or waits, `PATH.owner-…`, which go away with the process or are removed by the next holder
 * @throws MutexAbortedError when the signal fires; the system's error when the folder cannot be used; what `use` throws
 */
export async function withMutex<R>(
  path: string,
  use: () => Promise<R>,
  options: MutexOptions = {},
): Promise<R> {
  const [folder, name] = [dirname(path), basename(path)];
  mkdirSync(folder, { recursive: true });
  const ownerPrefix = `${name}.owner-`;
  const owner = new OwnerFile(join(folder, `${ownerPrefix}${process.pid}-${randomUUID()}`));
  const mutexes = new Mutexes(folder, () => owner);
  try {
    const mutex = await mutexes.acquire(name, options);
    try {
      for (const file of readdirSync(folder)) {
        const other = join(folder, file);
        if (file.startsWith(ownerPrefix) && mutexes.isDead(other)) rmSync(other, { force: true });
      }
      return await use();
    } finally {
      mutex.release();
    }
  } finally {
    owner.remove();
  }
}
