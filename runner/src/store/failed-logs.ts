import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestBytes } from '../base/digest.ts';
import { readPlainFile } from '../base/read-plain-file.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import type { ActionId } from '../pipeline/model.ts';
import { describeUnreadable } from './blobs.ts';
import { withIoErrors } from './errors.ts';
import type { StoreFolders } from './folders.ts';
import type { Scratch } from './scratch.ts';

const LOG = '.log';
const DIGEST = '.sha256';

/** Where the log of an action's last failure is kept until the action succeeds. Its digest lies beside it. */
export function locateFailedLog(folders: StoreFolders, id: ActionId): string {
  return join(folders.logs, `${id}${LOG}`);
}

/** @throws StoreIoError */
export function writeFailedLog(folders: StoreFolders, scratch: Scratch, id: ActionId, log: Uint8Array): void {
  const path = locateFailedLog(folders, id);
  withIoErrors('make the folder', dirname(path), () => mkdirSync(dirname(path), { recursive: true }));
  scratch.writeFile(path, log);
  scratch.writeFile(digestPath(path), digestBytes(log));
}

/** @throws StoreIoError */
export function removeFailedLog(folders: StoreFolders, id: ActionId): void {
  const path = locateFailedLog(folders, id);
  if (lstatIfAny(path) === undefined && lstatIfAny(digestPath(path)) === undefined) return;
  withIoErrors('remove', path, () => {
    for (const one of [path, digestPath(path)]) rmSync(one, { recursive: true, force: true });
  });
}

/** The log of an action's last failure; undefined when there is none, or when it is damaged. */
export function readFailedLog(folders: StoreFolders, id: ActionId): string | undefined {
  const path = locateFailedLog(folders, id);
  return findLogFault(path) === undefined ? readPlainFile(path).toString() : undefined;
}

/** Reports every failed log that is damaged. */
export function verifyFailedLogs(
  folder: string,
  report: (path: string, message: string, beside: readonly string[]) => void,
): void {
  const entries = withIoErrors('list', folder, () => readdirSync(folder, { withFileTypes: true }));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // A folder may belong to an axis value such as `a.log`.
    const isLog =
      entry.name.endsWith(LOG) && (!entry.isDirectory() || lstatIfAny(digestPath(path)) !== undefined);
    const log = isLog ? path : path.slice(0, -DIGEST.length) + LOG;
    if (isLog) {
      const fault = findLogFault(path);
      if (fault !== undefined) report(path, fault, [digestPath(path)]);
    } else if (!entry.name.endsWith(DIGEST)) {
      // The folder of a stage or of an axis value.
      if (entry.isDirectory()) verifyFailedLogs(path, report);
      else report(path, 'is nothing that we put there', []);
    } else if (lstatIfAny(log) === undefined) {
      report(log, 'is missing', [path]);
    }
  }
}

function findLogFault(path: string): string | undefined {
  try {
    const digest = digestBytes(readPlainFile(path));
    return readPlainFile(digestPath(path)).toString() === digest
      ? undefined
      : 'has other content than its digest says';
  } catch (error) {
    return describeUnreadable(error);
  }
}

function digestPath(logPath: string): string {
  return logPath.slice(0, -LOG.length) + DIGEST;
}
