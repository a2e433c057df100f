import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { digestBytes } from '../../src/base/digest.ts';
import type { ActionRecord } from '../../src/store/action-record.ts';

/** What has to be the same however often a run was killed. */
export interface StudyState {
  /** Path below artifacts → digest, with `*` for an executable; a folder with nothing in it ends in `/`. */
  readonly artifacts: Readonly<Record<string, string>>;
  /** Action → its record without times, durations, memory, and the checksum over these. */
  readonly records: Readonly<Record<string, string>>;
}

export function readStudyState(folder: string, cacheDir: string): StudyState {
  const artifacts: Record<string, string> = {};
  for (const path of listTree(join(folder, 'artifacts'))) {
    const absolute = join(folder, 'artifacts', path);
    if (path.endsWith('/')) artifacts[path] = '';
    else
      artifacts[(statSync(absolute).mode & 0o100) === 0 ? path : `${path}*`] = digestBytes(
        readFileSync(absolute),
      );
  }
  const records: Record<string, string> = {};
  for (const path of listTree(join(cacheDir, 'actions'))) {
    const { startedAt, durationMs, peakMemoryMiB, checksum, ...rest } = JSON.parse(
      readFileSync(join(cacheDir, 'actions', path), 'utf8'),
    ) as ActionRecord;
    records[rest.action] = JSON.stringify(rest);
  }
  return { artifacts, records };
}

/** Actions that have a record: finished, whatever happens later. */
export function listFinished(cacheDir: string): string[] {
  return listTree(join(cacheDir, 'actions')).flatMap((path) => {
    try {
      return [(JSON.parse(readFileSync(join(cacheDir, 'actions', path), 'utf8')) as ActionRecord).action];
    } catch {
      // A folder without a record yet; a torn record would show in the comparison at the end.
      return [];
    }
  });
}

/** What a run must not leave behind: scratch folders, mutexes, staging folders beside the artifacts. */
export function listLeftovers(folder: string, cacheDir: string): string[] {
  const scratch = listTree(join(cacheDir, 'tmp')).filter((path) => path !== 'mutexes/');
  const staging = listTree(join(folder, 'artifacts')).filter((path) => path.includes('.pipeline-staging-'));
  return [...scratch.map((path) => `cache/tmp/${path}`), ...staging];
}

/** Files and empty folders below a folder; what goes away while it is looked at is left out. */
export function listTree(folder: string, prefix = ''): string[] {
  if (!existsSync(folder)) return [];
  let entries: ReturnType<typeof readNames>;
  try {
    entries = readNames(join(folder, prefix));
  } catch {
    return [];
  }
  if (entries.length === 0 && prefix !== '') return [prefix];
  return entries.flatMap((entry) =>
    entry.isDirectory() ? listTree(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
  );
}

function readNames(path: string) {
  return readdirSync(path, { withFileTypes: true });
}
