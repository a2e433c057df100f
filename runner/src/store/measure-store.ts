import { join } from 'node:path';
import type { Digest } from '../base/digest.ts';
import { isDigest } from '../base/digest.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import type { StoreFolders } from './folders.ts';
import { listFolderNames } from './list-folder-names.ts';
import { readRecord } from './records.ts';

interface StageSize {
  readonly actions: number;
  /** Bytes of the files of its results. A file that several stages share counts once for each stage. */
  readonly bytes: number;
}

export interface StoreSize {
  readonly totalBytes: number;
  /** Bytes in each folder of the cache. */
  readonly folders: Readonly<Record<'objects' | 'actions' | 'runs' | 'checkpoints' | 'logs' | 'tmp', number>>;
  readonly stages: Readonly<Record<string, StageSize>>;
}

/** Measures the cache by folder and by stage. Reads records, but no blobs. */
export function measureStore(folders: StoreFolders): StoreSize {
  const sizes = {
    objects: measureFolder(folders.objects),
    actions: measureFolder(folders.actions),
    runs: measureFolder(folders.runs),
    checkpoints: measureFolder(folders.checkpoints),
    logs: measureFolder(folders.logs),
    tmp: measureFolder(folders.tmp),
  };
  const index = Number(lstatIfAny(folders.index)?.size ?? 0);
  const totalBytes = Object.values(sizes).reduce((sum, bytes) => sum + bytes, index);
  return { totalBytes, folders: sizes, stages: measureStages(folders) };
}

function measureStages(folders: StoreFolders): Record<string, StageSize> {
  const stages = new Map<string, { actions: number; blobs: Map<Digest, number> }>();
  for (const keyDigest of listRecords(folders)) {
    const found = readRecord(folders, keyDigest);
    if (found.status !== 'found') continue;
    const { key, outputs } = found.record;
    const stage = stages.get(key.stage) ?? { actions: 0, blobs: new Map<Digest, number>() };
    stages.set(key.stage, stage);
    stage.actions += 1;
    for (const { entries } of Object.values(outputs)) {
      for (const { digest, size } of entries) stage.blobs.set(digest, size);
    }
  }
  const total = (blobs: Map<Digest, number>): number =>
    [...blobs.values()].reduce((sum, size) => sum + size, 0);
  return Object.fromEntries(
    [...stages].sort().map(([name, { actions, blobs }]) => [name, { actions, bytes: total(blobs) }]),
  );
}

/** Key digests of all records, damaged ones included. */
export function listRecords(folders: StoreFolders): Digest[] {
  const digests: Digest[] = [];
  for (const shard of listFolderNames(folders.actions)) {
    for (const name of listFolderNames(join(folders.actions, shard))) {
      const digest = shard + name.replace(/\.json$/, '');
      if (isDigest(digest)) digests.push(digest);
    }
  }
  return digests;
}

/** Bytes of all files below a folder; 0 when there is no folder. */
export function measureFolder(folder: string): number {
  let bytes = 0;
  for (const name of listFolderNames(folder)) {
    const path = join(folder, name);
    const stat = lstatIfAny(path);
    if (stat?.isDirectory()) bytes += measureFolder(path);
    else bytes += Number(stat?.size ?? 0);
  }
  return bytes;
}
