import type { Digest } from '../../base/digest.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { ActionRecord } from '../action-record.ts';
import { parseRecord } from '../parse-record.ts';
import { type Remote, RemoteError } from './remote.ts';

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
