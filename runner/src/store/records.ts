import { closeSync, fstatSync, lutimesSync, openSync, readFileSync } from 'node:fs';
import type { Digest } from '../base/digest.ts';
import { type FileStamp, isRacy, stampOf } from '../base/file-stamp.ts';
import { READ_PLAIN } from '../base/read-plain-file.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { BACKDATE_MS } from '../base/write-atomically.ts';
import { digestActionKey } from '../hash/action-key.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import type { ActionRecord } from './action-record.ts';
import { describeUnreadable, throwUnlessDamage } from './blobs.ts';
import { StoreIoError } from './errors.ts';
import { locateRecord, type StoreFolders } from './folders.ts';
import { checksumRecord, parseRecord } from './parse-record.ts';
import type { Scratch } from './scratch.ts';

/** What the caller knows about a finished action. The record's version, key digest and checksum follow from it. */
export type RecordDraft = Omit<ActionRecord, 'recordVersion' | 'keyDigest' | 'checksum'>;

export type RecordLookup =
  | {
      readonly status: 'found';
      readonly record: ActionRecord;
      /** Absent when the file is too young for its stamp to be trusted. */
      readonly stamp?: FileStamp;
    }
  | { readonly status: 'missing' }
  | { readonly status: 'damaged'; readonly path: string; readonly why: string };

/** Far more than any record of ours. A hostile record must not fill the memory. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024;

/** Reads the record of a key and checks everything in it. */
export function readRecord(folders: StoreFolders, keyDigest: Digest): RecordLookup {
  const path = locateRecord(folders, keyDigest);
  const readAtMs = Date.now();
  let text: string;
  let stamp: FileStamp | undefined;
  try {
    const fd = openSync(path, READ_PLAIN);
    try {
      const stat = fstatSync(fd, { bigint: true });
      if (!stat.isFile()) return { status: 'damaged', path, why: 'is not a plain file' };
      if (stat.size > MAX_RECORD_BYTES) return { status: 'damaged', path, why: 'is too large for a record' };
      stamp = isRacy(stat, readAtMs) ? undefined : stampOf(stat);
      text = readFileSync(fd, 'utf8');
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throwUnlessDamage(error, path);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { status: 'missing' };
    return { status: 'damaged', path, why: describeUnreadable(error) };
  }
  const record = parseRecord(text, keyDigest);
  if ('fault' in record) return { status: 'damaged', path, why: record.fault };
  return { status: 'found', record, ...(stamp === undefined ? {} : { stamp }) };
}

/** The stamp of a key's record file now; undefined when there is no file. */
export function stampRecord(folders: StoreFolders, keyDigest: Digest): FileStamp | undefined {
  const stat = lstatIfAny(locateRecord(folders, keyDigest));
  return stat?.isFile() ? stampOf(stat) : undefined;
}

/**
 * Marks a record as just used, for garbage collectors. Does nothing when the record is gone or belongs to another user.
 */
export function touchRecord(folders: StoreFolders, keyDigest: Digest): void {
  // Dated back like a new record, so that a stamp taken now can be trusted.
  const past = new Date(Date.now() - BACKDATE_MS);
  const path = locateRecord(folders, keyDigest);
  try {
    lutimesSync(path, past, past);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'ENOTDIR', 'EPERM', 'EACCES', 'EROFS'].includes(code))
      throw new StoreIoError('touch', path, error);
  }
}

/** Completes and writes a record. @throws StoreIoError */
export function writeRecord(
  folders: StoreFolders,
  scratch: Scratch,
  draft: RecordDraft,
): { readonly record: ActionRecord; readonly stamp: FileStamp } {
  const content: Omit<ActionRecord, 'checksum'> = {
    recordVersion: 1,
    keyDigest: digestActionKey(draft.key),
    ...draft,
  };
  const record: ActionRecord = { ...content, checksum: checksumRecord(content) };
  const path = locateRecord(folders, record.keyDigest);
  const stamp = scratch.writeFile(path, canonicalJson(record));
  return { record, stamp };
}
