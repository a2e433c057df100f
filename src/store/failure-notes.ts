import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../hash/canonical-json.ts';
import { digestBytes } from '../hash/digest.ts';
import { lstatIfAny } from '../hash/stat-if-any.ts';
import type { ActionId } from '../pipeline/model.ts';
import { withIoErrors } from './errors.ts';
import type { StoreFolders } from './folders.ts';
import { readPlainFile } from './read-plain-file.ts';
import type { Scratch } from './scratch.ts';
import { writeAtomically } from './write-atomically.ts';

/** How an action's last attempt failed; kept beside its log until it succeeds. */
export interface FailureNote {
  readonly code: string;
  readonly message: string;
  /** ISO time. */
  readonly failedAt: string;
}

export const FAILURE_NOTE = '.failure.json';

/** @throws StoreIoError */
export function writeFailureNote(
  folders: StoreFolders,
  scratch: Scratch,
  id: ActionId,
  note: FailureNote,
): void {
  const path = locateNote(folders, id);
  withIoErrors('make the folder', dirname(path), () => mkdirSync(dirname(path), { recursive: true }));
  writeAtomically(path, `${JSON.stringify({ ...note, checksum: checksumOf(note) })}\n`, scratch.newPath());
}

/** @throws StoreIoError */
export function removeFailureNote(folders: StoreFolders, id: ActionId): void {
  const path = locateNote(folders, id);
  if (lstatIfAny(path) === undefined) return;
  withIoErrors('remove', path, () => rmSync(path, { recursive: true, force: true }));
}

/** Undefined when the last attempt did not fail. A damaged note still says that it did. */
export function readFailureNote(folders: StoreFolders, id: ActionId): FailureNote | undefined {
  const path = locateNote(folders, id);
  if (lstatIfAny(path) === undefined) return undefined;
  return parseNote(path) ?? { code: 'UNKNOWN', message: 'the note of its failure is damaged', failedAt: '' };
}

/** Undefined where a note is as it was written. */
export function findNoteFault(path: string): string | undefined {
  return parseNote(path) === undefined ? 'is not a note of a failure that we wrote' : undefined;
}

function parseNote(path: string): FailureNote | undefined {
  try {
    const { checksum, ...note } = JSON.parse(readPlainFile(path).toString()) as FailureNote & {
      checksum: unknown;
    };
    return checksum === checksumOf(note) ? note : undefined;
  } catch {
    // Cut short, no JSON, not a plain file: whatever it is, it is not what was written.
    return undefined;
  }
}

function checksumOf({ code, message, failedAt }: FailureNote): string {
  return digestBytes(canonicalJson({ code, message, failedAt }));
}

function locateNote(folders: StoreFolders, id: ActionId): string {
  return join(folders.logs, `${id}${FAILURE_NOTE}`);
}
