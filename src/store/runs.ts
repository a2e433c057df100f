import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../hash/digest.ts';
import type { ActionId } from '../pipeline/model.ts';
import { withIoErrors } from './errors.ts';
import type { StoreFolders } from './folders.ts';
import type { Scratch } from './scratch.ts';
import { writeAtomically } from './write-atomically.ts';

/** What became of one action in a run. */
export interface RunAction {
  readonly action: ActionId;
  readonly outcome: string;
  readonly reason: string;
  /** Key of the record that holds its result, where there is one. */
  readonly key?: Digest;
  readonly durationMs: number;
}

/** What a run did and why; garbage collection keeps what the last runs name. */
export interface StoredRun {
  readonly runVersion: 1;
  readonly id: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly profile: string;
  readonly ok: boolean;
  readonly actions: readonly RunAction[];
}

/** A run's name sorts by its start: `2026-01-31T12-00-00.000Z-1a2b3c4d`. */
export function writeRun(
  folders: StoreFolders,
  scratch: Scratch,
  run: Omit<StoredRun, 'runVersion' | 'id'>,
): StoredRun {
  const id = `${run.startedAt.replaceAll(':', '-')}-${randomBytes(4).toString('hex')}`;
  const stored: StoredRun = { runVersion: 1, id, ...run };
  withIoErrors('make the folder', folders.runs, () => mkdirSync(folders.runs, { recursive: true }));
  writeAtomically(
    join(folders.runs, `${id}.json`),
    `${JSON.stringify(stored, undefined, 1)}\n`,
    scratch.newPath(),
  );
  return stored;
}

/** Ids of stored runs, oldest first. */
export function listRuns(folders: StoreFolders): string[] {
  if (lstatSync(folders.runs, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folders.runs)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/** A stored run; undefined where its file is missing or damaged (`cache verify` names those). */
export function readRun(folders: StoreFolders, id: string): StoredRun | undefined {
  let run: Partial<StoredRun> | null;
  try {
    run = JSON.parse(readFileSync(join(folders.runs, `${id}.json`), 'utf8')) as Partial<StoredRun> | null;
  } catch {
    return undefined;
  }
  return run?.runVersion === 1 && run.id === id && Array.isArray(run.actions)
    ? (run as StoredRun)
    : undefined;
}
