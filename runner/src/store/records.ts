import { closeSync, fstatSync, lutimesSync, openSync, readFileSync } from 'node:fs';
import type { Digest } from '../base/digest.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { digestActionKey } from '../hash/action-key.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import { type FileStamp, isRacy, stampOf } from '../hash/file-stamp.ts';
import type { ActionRecord } from './action-record.ts';
import { describeUnreadable, throwUnlessDamage } from './blobs.ts';
import { StoreIoError } from './errors.ts';
import { locateRecord, type StoreFolders } from './folders.ts';
import { checksumRecord, parseRecord } from './parse-record.ts';
import { READ_PLAIN } from './read-plain-file.ts';
import type { Scratch } from './scratch.ts';
import { BACKDATE_MS, writeAtomically } from './write-atomically.ts';

/** What the caller knows of a finished action; the record's version, key digest and checksum follow from it. */
export type RecordDraft = Omit<ActionRecord, 'recordVersion' | 'keyDigest' | 'checksum'>;

export type RecordLookup =
  | {
      readonly status: 'found';
      readonly record: ActionRecord /** Undefined: too young to be trusted later. */;
      readonly stamp?: FileStamp;
    }
  | { readonly status: 'missing' }
  | { readonly status: 'damaged'; readonly path: string; readonly why: string };

/** No honest record comes near; a hostile one must not fill the memory. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024;

/** Reads the record of a key, and believes it only if everything in it holds. */
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

/** The stamp of a key's record file, for comparing with the one taken when it was last read or written. */
export function stampRecord(folders: StoreFolders, keyDigest: Digest): FileStamp | undefined {
  const stat = lstatIfAny(locateRecord(folders, keyDigest));
  return stat?.isFile() ? stampOf(stat) : undefined;
}

/** Marks a record as just used, for garbage collectors. What cannot be touched (somebody else's, or gone) is left. */
export function touchRecord(folders: StoreFolders, keyDigest: Digest): void {
  // Dated back like a new one, so that a stamp taken afterwards can be trusted.
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
  const stamp = writeAtomically(path, canonicalJson(record), scratch.newPath());
  return { record, stamp };
}
