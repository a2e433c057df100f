import { rmSync } from 'node:fs';
import type { Digest } from '../../base/digest.ts';
import { digestFile } from '../../base/digest-file.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { ActionRecord } from '../action-record.ts';
import { parseRecord } from '../parse-record.ts';
import type { Store } from '../store.ts';
import { listFiles } from './push-result.ts';
import { type Remote, RemoteError, type RemoteFile } from './remote.ts';

/**
 * Reads the record of a key from another cache, and checks everything in it.
 * @returns undefined when there is none
 * @throws RemoteError
 */
export async function readRemoteRecord(
  remote: Remote,
  key: Digest,
  action: ActionId,
): Promise<ActionRecord | undefined> {
  const text = await remote.readRecord(key);
  if (text === undefined) return undefined;
  const record = parseRecord(text, key);
  const fault = 'fault' in record ? record.fault : undefined;
  if (fault === undefined && !('fault' in record) && record.action === action) return record;
  throw new RemoteError(
    'REMOTE_DAMAGED',
    `the record ${key} in ${remote.name} ${fault ?? 'is of another action'}`,
  );
}

/**
 * Copies a result from another cache: first its files, each checked before it is stored, then its record.
 * @returns how many bytes of files were copied
 * @throws RemoteError when a file is missing there or is not what its name says; StoreIoError
 */
export async function pullResult(store: Store, remote: Remote, record: ActionRecord): Promise<number> {
  let bytes = 0;
  for (const file of listFiles(record)) {
    if (await store.blobs.keep(file.digest)) continue;
    bytes += await pullBlob(store, remote, file);
  }
  const { recordVersion: _, keyDigest: __, checksum: ___, ...draft } = record;
  store.commit(draft);
  return bytes;
}

async function pullBlob(store: Store, remote: Remote, file: RemoteFile): Promise<number> {
  const staged = store.scratch.newPath();
  try {
    if (!(await remote.readBlob(file, staged)))
      throw new RemoteError('REMOTE_DAMAGED', `the file ${file.digest} is missing in ${remote.name}`);
    if ((await digestFile(staged)) !== file.digest) {
      const what = `the file ${file.digest} in ${remote.name}`;
      throw new RemoteError('REMOTE_DAMAGED', `${what} has other content than its name says`);
    }
    return await store.blobs.adopt(staged, file.digest);
  } finally {
    rmSync(staged, { force: true });
  }
}
