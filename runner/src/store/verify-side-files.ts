import { join } from 'node:path';
import { isDigest } from '../base/digest.ts';
import { parseOwner } from '../base/mutex/owner.ts';
import { readPlainFile } from '../base/read-plain-file.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { openCheckpoint, STAGING } from './checkpoint.ts';
import { verifyFailedLogs } from './failed-logs.ts';
import type { StoreFolders } from './folders.ts';
import { listFolderNames } from './list-folder-names.ts';
import { readRun } from './runs.ts';

type Report = (path: string, message: string, beside?: readonly string[]) => void;

export const STRAY = 'is nothing that we put there';

/**
 * Checks that folders are folders, and what no result depends on: stored runs, checkpoints, logs of failures, mutexes.
 */
export async function verifySideFiles(folders: StoreFolders, report: Report): Promise<void> {
  const { objects, actions, runs, checkpoints, logs, tmp, mutexes } = folders;
  for (const folder of [objects, actions, runs, checkpoints, logs, tmp, mutexes]) {
    if (lstatIfAny(folder)?.isDirectory() === false) report(folder, 'is not a folder');
  }
  for (const name of listFolderNames(runs)) {
    const id = name.replace(/\.json$/, '');
    if (id === name) report(join(runs, name), STRAY);
    else if (readRun(folders, id) === undefined) report(join(runs, name), 'is not a run that we wrote');
  }
  await verifyCheckpoints(folders, report);
  if (lstatIfAny(logs)?.isDirectory()) verifyFailedLogs(logs, report);
  for (const name of listFolderNames(mutexes)) {
    const path = join(mutexes, name);
    if (!namesOwner(path)) report(path, 'is a damaged mutex');
  }
}

async function verifyCheckpoints({ checkpoints }: StoreFolders, report: Report): Promise<void> {
  for (const name of listFolderNames(checkpoints)) {
    const folder = join(checkpoints, name);
    if (!isDigest(name) || lstatIfAny(folder)?.isDirectory() === false) {
      report(folder, STRAY);
      continue;
    }
    // An unfinished checkpoint, left by a kill, is no damage: the next one replaces it.
    for (const entry of listFolderNames(folder).filter((one) => !one.startsWith(STAGING))) {
      const path = join(folder, entry);
      if (!/^[1-9][0-9]*$/.test(entry)) report(path, STRAY);
      else if (!(await openCheckpoint(folder).isSound(entry))) report(path, 'is a damaged checkpoint');
    }
  }
}

function namesOwner(mutex: string): boolean {
  try {
    return parseOwner(readPlainFile(mutex).toString()) !== undefined;
  } catch {
    // It may have been released meanwhile, which is no damage.
    return lstatIfAny(mutex) === undefined;
  }
}
