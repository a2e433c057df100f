import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Digest, digestBytes, isDigest } from '../base/digest.ts';
import { readPlainFile } from '../base/read-plain-file.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import type { ActionId } from '../pipeline/model.ts';
import { throwUnlessDamage } from './blobs.ts';
import { withIoErrors } from './errors.ts';
import type { StoreFolders } from './folders.ts';
import type { Scratch } from './scratch.ts';

/** The outcome of one action in a run. */
export interface RunAction {
  readonly action: ActionId;
  readonly outcome: string;
  readonly reason: string;
  /** Key of the record that holds its result, where there is one. */
  readonly key?: Digest;
  readonly durationMs: number;
}

/** What a run did and why. Garbage collection keeps the results that the last runs name. */
export interface StoredRun {
  readonly runVersion: 1;
  readonly id: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly profile: string;
  readonly ok: boolean;
  readonly actions: readonly RunAction[];
  /** SHA-256 of the canonical JSON of the rest. */
  readonly checksum: Digest;
}

export type RunDraft = Omit<StoredRun, 'runVersion' | 'id' | 'checksum'>;

/** Writes a run under a name that sorts by its start: `2026-01-31T12-00-00.000Z-1a2b3c4d`. @throws StoreIoError */
export function writeRun(folders: StoreFolders, scratch: Scratch, draft: RunDraft): StoredRun {
  const id = `${draft.startedAt.replaceAll(':', '-')}-${randomBytes(4).toString('hex')}`;
  const content: Omit<StoredRun, 'checksum'> = { runVersion: 1, id, ...draft };
  const run: StoredRun = { ...content, checksum: digestBytes(canonicalJson(content)) };
  withIoErrors('make the folder', folders.runs, () => {
    // Something that is no folder holds nothing of ours.
    if (lstatIfAny(folders.runs)?.isDirectory() === false) rmSync(folders.runs);
    mkdirSync(folders.runs, { recursive: true });
  });
  scratch.writeFile(locateRun(folders, id), `${JSON.stringify(run)}\n`);
  return run;
}

/** Ids of stored runs, oldest first. */
export function listRuns(folders: StoreFolders): string[] {
  if (lstatIfAny(folders.runs)?.isDirectory() !== true) return [];
  return readdirSync(folders.runs)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/** A stored run; undefined when its file is missing or damaged (verifyStore reports those). */
export function readRun(folders: StoreFolders, id: string): StoredRun | undefined {
  try {
    const run = JSON.parse(readPlainFile(locateRun(folders, id)).toString()) as StoredRun | null;
    if (run === null || typeof run !== 'object') return undefined;
    const { checksum, ...content } = run;
    const isSound = isRun(run) && run.id === id && checksum === digestBytes(canonicalJson(content));
    return isSound ? run : undefined;
  } catch (error) {
    throwUnlessDamage(error, locateRun(folders, id));
    return undefined;
  }
}

/** The checksum protects against accidents; this check protects against runs that another program wrote. */
function isRun(run: { readonly [Field in keyof StoredRun]: unknown }): boolean {
  const isAction = (value: unknown): boolean => {
    const { action, outcome, reason, key, durationMs } = (value ?? {}) as Record<keyof RunAction, unknown>;
    return (
      [action, outcome, reason].every((text) => typeof text === 'string') &&
      (key === undefined || isDigest(key)) &&
      typeof durationMs === 'number'
    );
  };
  return (
    run.runVersion === 1 &&
    [run.startedAt, run.profile].every((text) => typeof text === 'string') &&
    typeof run.durationMs === 'number' &&
    typeof run.ok === 'boolean' &&
    Array.isArray(run.actions) &&
    run.actions.every(isAction)
  );
}

function locateRun(folders: StoreFolders, id: string): string {
  return join(folders.runs, `${id}.json`);
}
