import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Digest, isDigest } from '../../base/digest.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { locateRecord, type StoreFolders } from '../folders.ts';
import { listRecords } from '../measure-store.ts';
import { readRecord } from '../records.ts';
import { listRuns } from '../runs.ts';

interface StoredThing {
  /** Relative to the cache folder. */
  readonly path: string;
  readonly bytes: number;
  /** When it was last written or touched, by the file system's clock. */
  readonly changedNs: bigint;
  /** When it was last used, for messages. */
  readonly usedMs: number;
}

export interface StoredResult extends StoredThing {
  readonly key: Digest;
  readonly action: ActionId;
  /** Blobs that are needed to restore it. */
  readonly blobs: readonly Digest[];
  /** Bundles of its program and of the modules in its params. They are kept with it, though they can be made again. */
  readonly bundles: readonly Digest[];
}

interface StoredLog extends StoredThing {
  readonly action: ActionId;
}

/** Everything that a garbage collector may remove. */
export interface Survey {
  readonly results: readonly StoredResult[];
  readonly blobs: ReadonlyMap<Digest, StoredThing>;
  readonly checkpoints: readonly StoredThing[];
  readonly logs: readonly StoredLog[];
  /** Oldest first. */
  readonly runs: readonly StoredThing[];
  /** Bytes of everything in the cache except tmp, with what nobody may remove: the index, damaged records. */
  readonly totalBytes: number;
}

/** Looks at everything in the cache. Reads records, but no blobs. Damaged records are left to verifyStore. */
export function surveyStore(folders: StoreFolders): Survey {
  const things = listFiles(folders.root, (path) => path !== folders.tmp).map((path) =>
    measure(folders, path),
  );
  const below = (folder: string): StoredThing[] => {
    const prefix = `${relative(folders.root, folder)}/`;
    return things.filter(({ path }) => path.startsWith(prefix));
  };
  const byPath = new Map(things.map((thing) => [thing.path, thing]));
  const runs = listRuns(folders).map((id) => byPath.get(`runs/${id}.json`));
  return {
    results: readResults(folders, byPath),
    blobs: new Map(
      below(folders.objects).flatMap((thing): [Digest, StoredThing][] => {
        const digest = thing.path.slice('objects/'.length).replace('/', '');
        return isDigest(digest) ? [[digest, thing]] : [];
      }),
    ),
    checkpoints: groupCheckpoints(below(folders.checkpoints)),
    logs: below(folders.logs)
      .filter(({ path }) => path.endsWith('.log'))
      .map((log) => {
        const action: ActionId = log.path.slice('logs/'.length, -'.log'.length);
        const digest = byPath.get(`logs/${action}.sha256`);
        return { ...log, bytes: log.bytes + (digest?.bytes ?? 0), action };
      }),
    runs: runs.filter((run) => run !== undefined),
    totalBytes: things.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function readResults(folders: StoreFolders, things: ReadonlyMap<string, StoredThing>): StoredResult[] {
  return listRecords(folders).flatMap((keyDigest) => {
    const thing = things.get(relative(folders.root, locateRecord(folders, keyDigest)));
    const found = readRecord(folders, keyDigest);
    if (thing === undefined || found.status !== 'found') return [];
    const { action, key, log, outputs } = found.record;
    const files = Object.values(outputs).flatMap(({ entries }) => entries.map(({ digest }) => digest));
    const modules = Object.values(key.inputModules ?? {}).map(({ bundle }) => bundle);
    const bundles = key.program === undefined ? modules : [key.program, ...modules];
    return [{ ...thing, key: keyDigest, action, blobs: [...new Set([log, ...files])], bundles }];
  });
}

/** One entry for each unfinished action, with the time of its youngest file. */
function groupCheckpoints(files: readonly StoredThing[]): StoredThing[] {
  const groups = new Map<string, StoredThing>();
  for (const file of files) {
    const path = file.path.split('/', 2).join('/');
    const group = groups.get(path);
    groups.set(path, {
      path,
      bytes: (group?.bytes ?? 0) + file.bytes,
      changedNs: group !== undefined && group.changedNs > file.changedNs ? group.changedNs : file.changedNs,
      usedMs: Math.max(group?.usedMs ?? 0, file.usedMs),
    });
  }
  return [...groups.values()];
}

function measure(folders: StoreFolders, path: string): StoredThing {
  const stat = lstatIfAny(path);
  return {
    path: relative(folders.root, path).replaceAll('\\', '/'),
    bytes: Number(stat?.size ?? 0),
    changedNs: stat?.ctimeNs ?? 0n,
    usedMs: Number(stat?.mtimeMs ?? 0),
  };
}

function listFiles(folder: string, isWanted: (path: string) => boolean): string[] {
  if (lstatIfAny(folder)?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (!isWanted(path)) return [];
      return entry.isDirectory() ? listFiles(path, isWanted) : [path];
    });
}
