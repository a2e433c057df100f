import type { Digest } from '../../base/digest.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import { canonicalJson } from '../../hash/canonical-json.ts';
import type { ActionRecord } from '../action-record.ts';
import type { Store } from '../store.ts';
import type { Remote, RemoteFile } from './remote.ts';

/**
 * Copies a result to another cache: its files, then its record.
 * @returns how many bytes of files were copied
 * @throws DamagedBlobError when one of our files is damaged (it is not sent); RemoteError, StoreIoError
 */
export async function pushResult(store: Store, remote: Remote, record: ActionRecord): Promise<number> {
  const needs: Required<RemoteFile>[] = [];
  let bytes = 0;
  for (const { digest } of listFiles(record)) {
    const path = store.blobs.path(digest);
    const size = Number(lstatIfAny(path)?.size ?? 0);
    needs.push({ digest, size });
    if (await remote.hasBlob({ digest, size })) continue;
    const damage = await store.blobs.findDamage(digest, record.action);
    if (damage !== undefined) throw damage;
    await remote.writeBlob({ digest, size }, path);
    bytes += size;
  }
  await remote.writeRecord(record.keyDigest, canonicalJson(record), needs);
  return bytes;
}

/** The blobs that a record needs, each once, with their sizes where they are known. */
export function listFiles({ outputs, log }: ActionRecord): RemoteFile[] {
  const files = new Map<Digest, RemoteFile>([[log, { digest: log }]]);
  for (const { entries } of Object.values(outputs)) {
    for (const { digest, size } of entries) files.set(digest, { digest, size });
  }
  return [...files.values()];
}
