import type { Digest } from '../../base/digest.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import { canonicalJson } from '../../hash/canonical-json.ts';
import type { ActionRecord } from '../action-record.ts';
import type { Store } from '../store.ts';
import { readRemoteRecord } from './read-remote-record.ts';
import { type Remote, RemoteError, type RemoteFile } from './remote.ts';

export interface PushOptions {
  /** Read what is there from beginning to end, too. */
  readonly verify: boolean;
}

/**
 * Whether another cache can give a result back: a sound record, and each file that it names. What is missing or damaged
 * there counts as not there, so that a push replaces it. The record there may name other files than ours, because two
 * machines can give different bits.
 * @throws RemoteError REMOTE_FAILED
 */
export async function isResultThere(
  store: Store,
  remote: Remote,
  record: ActionRecord,
  { verify }: PushOptions,
): Promise<boolean> {
  const theirs = await readSoundRecord(remote, record);
  if (theirs === undefined) return false;
  for (const file of listResultFiles(theirs)) {
    const known = { ...file, ...sizeOfOurs(store, file) };
    if ((await remote.checkBlob(known, { whole: verify })) !== 'sound') return false;
  }
  return true;
}

/**
 * Copies a result to another cache: its files, then its record. Reads the record back, because a server may answer "done"
 * to everything and keep nothing.
 * @returns how many bytes of files were copied
 * @throws DamagedBlobError when one of our files is damaged (it is not sent); RemoteError, StoreIoError
 */
export async function pushResult(
  store: Store,
  remote: Remote,
  record: ActionRecord,
  { verify }: PushOptions,
): Promise<number> {
  const needs: Required<RemoteFile>[] = [];
  let bytes = 0;
  for (const { digest } of listResultFiles(record)) {
    const path = store.blobs.path(digest);
    const file = { digest, size: sizeOfOurs(store, { digest }).size ?? 0 };
    needs.push(file);
    const state = await remote.checkBlob(file, { whole: verify });
    if (state === 'sound') continue;
    const damage = await store.blobs.findDamage(digest, record.action);
    if (damage !== undefined) throw damage;
    await remote.writeBlob(file, path);
    if (state === 'damaged' && (await remote.checkBlob(file, { whole: true })) !== 'sound')
      throw notReplaced(`the file ${digest}`, remote);
    bytes += file.size;
  }
  await remote.writeRecord(record.keyDigest, canonicalJson(record), needs);
  if ((await readSoundRecord(remote, record)) === undefined)
    throw notReplaced(`the record ${record.keyDigest}`, remote);
  return bytes;
}

/** The blobs that a record needs, each once, with their sizes where they are known. */
export function listResultFiles({ outputs, log }: ActionRecord): RemoteFile[] {
  const files = new Map<Digest, RemoteFile>([[log, { digest: log }]]);
  for (const { entries } of Object.values(outputs)) {
    for (const { digest, size } of entries) files.set(digest, { digest, size });
  }
  return [...files.values()];
}

async function readSoundRecord(
  remote: Remote,
  { keyDigest, action }: ActionRecord,
): Promise<ActionRecord | undefined> {
  try {
    return await readRemoteRecord(remote, keyDigest, action);
  } catch (error) {
    if (error instanceof RemoteError && error.code === 'REMOTE_DAMAGED') return undefined;
    throw error;
  }
}

function sizeOfOurs(store: Store, { digest, size }: RemoteFile): Pick<RemoteFile, 'size'> {
  const ours = size ?? lstatIfAny(store.blobs.path(digest))?.size;
  return ours === undefined ? {} : { size: Number(ours) };
}

function notReplaced(what: string, remote: Remote): RemoteError {
  return new RemoteError(
    'REMOTE_DAMAGED',
    `${remote.name} took ${what} and gives something else back; is it a Bazel cache server, or a log-in page before one?`,
  );
}
