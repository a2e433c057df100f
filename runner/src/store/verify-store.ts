import { join, relative } from 'node:path';
import { type Digest, isDigest } from '../base/digest.ts';
import { digestFile } from '../base/digest-file.ts';
import { PipelineError } from '../base/errors.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import type { ActionId } from '../pipeline/model.ts';
import type { ActionRecord } from './action-record.ts';
import { locateBlob, locateRecord, type StoreFolders } from './folders.ts';
import { IndexFile } from './index-file.ts';
import { listFolderNames } from './list-folder-names.ts';
import { readRecord } from './records.ts';
import { STRAY, verifySideFiles } from './verify-side-files.ts';

export interface Finding {
  /** Relative to the cache folder. */
  readonly path: string;
  /** What is wrong, in words that follow the path: `has other content than its name says`. */
  readonly message: string;
  /** Actions whose stored results need it. */
  readonly actions: readonly string[];
  /** What repairStore removes, relative to the cache folder. The next run makes all of it again. */
  readonly remove: readonly string[];
}

export interface Verification {
  readonly findings: readonly Finding[];
  readonly blobs: number;
  readonly records: number;
  readonly bytes: number;
}

/** Reads everything in the cache and reports all that is not as it was written. Changes nothing. */
export async function verifyStore(folders: StoreFolders): Promise<Verification> {
  const findings: Finding[] = [];
  const report: Report = (path, message, { records = [], beside = [] } = {}) => {
    const recordPaths = records.map(({ keyDigest }) => locateRecord(folders, keyDigest));
    findings.push({
      path: relative(folders.root, path),
      message,
      actions: [...new Set(records.map(({ action }) => action))].sort(),
      remove: [path, ...recordPaths, ...beside].map((one) => relative(folders.root, one)),
    });
  };
  const records = verifyRecords(folders, report);
  const users = listBlobUsers(records);
  const { blobs, bytes } = await verifyBlobs(folders, users, report);
  verifyIndex(folders, report);
  await verifySideFiles(folders, (path, message, beside = []) => report(path, message, { beside }));
  findings.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { findings, blobs, records: records.length, bytes };
}

type Report = (
  path: string,
  message: string,
  more?: {
    /** Records that need it. */
    readonly records?: readonly ActionRecord[];
    /** What must be removed with it. */
    readonly beside?: readonly string[];
  },
) => void;

function verifyRecords(folders: StoreFolders, report: Report): ActionRecord[] {
  const records: ActionRecord[] = [];
  for (const { path, digest } of listSharded(folders.actions, '.json')) {
    if (digest === undefined) {
      report(path, STRAY);
      continue;
    }
    const found = readRecord(folders, digest);
    if (found.status === 'found') records.push(found.record);
    else if (found.status === 'damaged') report(path, found.why);
  }
  return records;
}

/** Blob → the records that need it. */
function listBlobUsers(records: readonly ActionRecord[]): Map<Digest, Set<ActionRecord>> {
  const users = new Map<Digest, Set<ActionRecord>>();
  for (const record of records) {
    const files = Object.values(record.outputs).flatMap(({ entries }) => entries.map(({ digest }) => digest));
    for (const digest of [record.log, ...files]) {
      const set = users.get(digest) ?? new Set<ActionRecord>();
      users.set(digest, set.add(record));
    }
  }
  return users;
}

async function verifyBlobs(
  folders: StoreFolders,
  users: ReadonlyMap<Digest, ReadonlySet<ActionRecord>>,
  report: Report,
): Promise<{ blobs: number; bytes: number }> {
  const found = new Set<Digest>();
  let bytes = 0;
  for (const { path, digest } of listSharded(folders.objects, '')) {
    if (digest === undefined) {
      report(path, STRAY);
      continue;
    }
    const stat = lstatIfAny(path);
    // A garbage collector has taken it meanwhile. If a record still needs it, it is reported as missing below.
    if (stat === undefined) continue;
    found.add(digest);
    const needing = [...(users.get(digest) ?? [])];
    const fault = stat.isFile()
      ? await findBlobFault(path, digest, Number(stat.mode))
      : 'is not a plain file';
    if (fault !== undefined) report(path, fault, { records: needing });
    bytes += Number(stat.size);
  }
  for (const [digest, needing] of users) {
    if (!found.has(digest)) report(locateBlob(folders, digest), 'is missing', { records: [...needing] });
  }
  return { blobs: found.size, bytes };
}

async function findBlobFault(path: string, digest: Digest, mode: number): Promise<string | undefined> {
  try {
    if ((await digestFile(path)) !== digest) return 'has other content than its name says';
  } catch (error) {
    if (error instanceof PipelineError) return `cannot be read: ${error.message}`;
    throw error;
  }
  // Only write permission is dangerous. A strict umask may have taken read permission from others.
  return (mode & 0o222) === 0 && (mode & 0o111) === 0 ? undefined : 'is not read-only';
}

/**
 * Checks the index. It may be missing or old, but damage is reported, and so is a record that it knows and that is missing.
 * Records of checkouts that no longer exist may be missing, because garbage collectors take them.
 */
function verifyIndex(folders: StoreFolders, report: Report): void {
  if (lstatIfAny(folders.index) === undefined) return;
  const index = new IndexFile(folders.index, () => '').read();
  if (index === null) {
    report(folders.index, 'is damaged; it is ignored, and made anew by the next run');
    return;
  }
  const missing = new Map<Digest, ActionId>();
  for (const [folder, { actions }] of Object.entries(index.checkouts)) {
    if (lstatIfAny(folder) === undefined) continue;
    for (const [id, { key }] of Object.entries(actions)) {
      if (lstatIfAny(locateRecord(folders, key)) === undefined) missing.set(key, id);
    }
  }
  // The action may be gone from the pipeline, and no run makes the record again. Then the index must forget it.
  for (const [key, id] of missing)
    report(locateRecord(folders, key), `is missing: the record of ${id}`, { beside: [folders.index] });
}

/** The files of a folder with `ab/cdef…` names; a file with another name has no digest. */
function* listSharded(root: string, suffix: string): Generator<{ path: string; digest: Digest | undefined }> {
  for (const shard of listFolderNames(root)) {
    const folder = join(root, shard);
    if (!/^[0-9a-f]{2}$/.test(shard) || lstatIfAny(folder)?.isDirectory() === false) {
      yield { path: folder, digest: undefined };
      continue;
    }
    for (const name of listFolderNames(folder)) {
      const text = name.endsWith(suffix) ? shard + name.slice(0, name.length - suffix.length) : '';
      yield { path: join(folder, name), digest: isDigest(text) ? text : undefined };
    }
  }
}
