import { canonicalJson } from '../../hash/canonical-json.ts';
import type { Digest } from '../../hash/digest.ts';
import { digestFile } from '../../hash/digest-file.ts';
import { lstatIfAny } from '../../hash/stat-if-any.ts';
import type { ActionRecord } from '../action-record.ts';
import { DamagedBlobError } from '../errors.ts';
import type { Store } from '../store.ts';
import type { Remote, RemoteFile } from './remote.ts';

/**
 * Copies a result to another cache: its files, then its record.
 * @returns how many bytes of files were copied
 * @throws DamagedBlobError when a file of ours is damaged: nothing of it goes out; RemoteError, StoreIoError
 */
export async function pushResult(store: Store, remote: Remote, record: ActionRecord): Promise<number> {
  const needs: Required<RemoteFile>[] = [];
  let bytes = 0;
  for (const { digest } of listFiles(record)) {
    const path = store.blobs.path(digest);
    const size = Number(lstatIfAny(path)?.size ?? 0);
    needs.push({ digest, size });
    if (await remote.hasBlob({ digest, size })) continue;
    await assertSound(digest, path, record.action);
    await remote.writeBlob({ digest, size }, path);
    bytes += size;
  }
  await remote.writeRecord(record.keyDigest, canonicalJson(record), needs);
  return bytes;
}

/** The blobs that a record needs, each once, with their sizes where it says them. */
export function listFiles({ outputs, log }: ActionRecord): RemoteFile[] {
  const files = new Map<Digest, RemoteFile>([[log, { digest: log }]]);
  for (const { entries } of Object.values(outputs)) {
    for (const { digest, size } of entries) files.set(digest, { digest, size });
  }
  return [...files.values()];
}

async function assertSound(digest: Digest, path: string, neededFor: string): Promise<void> {
  if (lstatIfAny(path) === undefined) throw new DamagedBlobError(digest, path, 'is missing', neededFor);
  if ((await digestFile(path)) !== digest)
    throw new DamagedBlobError(digest, path, 'has other content than its name says', neededFor);
}
