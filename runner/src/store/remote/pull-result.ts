import { rmSync } from 'node:fs';
import { digestFile } from '../../base/digest-file.ts';
import type { ActionRecord } from '../action-record.ts';
import type { Store } from '../store.ts';
import { listResultFiles } from './push-result.ts';
import { type Remote, RemoteError, type RemoteFile } from './remote.ts';

/**
 * Copies a result from another cache: first its files, each checked before it is stored, then its record.
 * @returns how many bytes of files were copied
 * @throws RemoteError when a file is missing there or is not what its name says; StoreIoError
 */
export async function pullResult(store: Store, remote: Remote, record: ActionRecord): Promise<number> {
  let bytes = 0;
  for (const file of listResultFiles(record)) {
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
