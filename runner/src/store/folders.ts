import { join } from 'node:path';
import type { Digest } from '../base/digest.ts';

/** Where things lie in a cache folder; docs/reference/cache.md describes each. */
export interface StoreFolders {
  readonly root: string;
  readonly objects: string;
  readonly actions: string;
  readonly runs: string;
  readonly checkpoints: string;
  /** Logs of failed actions, until they succeed. */
  readonly logs: string;
  readonly tmp: string;
  /** Below tmp, because a mutex lives no longer than its owner. */
  readonly mutexes: string;
  readonly index: string;
}

export function locateStoreFolders(root: string): StoreFolders {
  const tmp = join(root, 'tmp');
  return {
    root,
    objects: join(root, 'objects'),
    actions: join(root, 'actions'),
    runs: join(root, 'runs'),
    checkpoints: join(root, 'checkpoints'),
    logs: join(root, 'logs'),
    tmp,
    mutexes: join(tmp, 'mutexes'),
    index: join(root, 'index.json'),
  };
}

export function locateBlob(folders: StoreFolders, digest: Digest): string {
  return `${folders.objects}/${digest.slice(0, 2)}/${digest.slice(2)}`;
}

export function locateRecord(folders: StoreFolders, keyDigest: Digest): string {
  return `${folders.actions}/${keyDigest.slice(0, 2)}/${keyDigest.slice(2)}.json`;
}
