import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PipelineError } from '../base/errors.ts';
import { readPlainFile } from '../base/read-plain-file.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import { scanTree } from '../hash/scan-tree.ts';
import { withIoErrors } from './errors.ts';

/** The state of one unfinished action, from which it can resume. Lies in its own folder below cache/checkpoints. */
export interface StoredCheckpoint {
  /** The folder with the files of the last undamaged checkpoint; undefined when there is none. */
  load(): Promise<string | undefined>;
  /** Lets `write` fill an empty folder, which then becomes the last checkpoint in one step. */
  save(write: (folder: string) => Promise<void>): Promise<void>;
  /** Whether the checkpoint with this number is as it was saved. */
  isSound(number: string): Promise<boolean>;
}

/** Names of unfinished checkpoints begin so: their writer is still at work, or was killed. */
export const STAGING = 'staging-';

/**
 * Checkpoints are numbered folders `N/files`, with the digest of their tree in `N/tree`. So an action never resumes from a
 * checkpoint that was edited or damaged by a power loss. The last but one is kept until the next is saved, to fall back on.
 * Only the holder of the action's mutex may use a folder.
 */
export function openCheckpoint(folder: string): StoredCheckpoint {
  return {
    isSound: (number) => isSound(join(folder, number)),
    async load() {
      withIoErrors('clean', folder, () => removeStaged(folder));
      for (const number of listNumbers(folder).reverse()) {
        if (await isSound(join(folder, String(number)))) return join(folder, String(number), 'files');
      }
      return undefined;
    },
    async save(write) {
      // A unique name, because a checkpoint must never mix files of two processes.
      const staging = join(folder, `${STAGING}${randomBytes(6).toString('hex')}`);
      withIoErrors('write the checkpoint', staging, () =>
        mkdirSync(join(staging, 'files'), { recursive: true }),
      );
      try {
        await write(join(staging, 'files'));
        const { digest } = await scanTree(join(staging, 'files'));
        withIoErrors('write the checkpoint', staging, () => {
          writeFileSync(join(staging, 'tree'), canonicalJson(digest));
          const numbers = listNumbers(folder);
          renameSync(staging, join(folder, String((numbers.at(-1) ?? 0) + 1)));
          for (const old of numbers.slice(0, -1)) {
            // Moved away in one step, because half a checkpoint would look damaged.
            renameSync(join(folder, String(old)), staging);
            rmSync(staging, { recursive: true, force: true });
          }
        });
      } catch (error) {
        rmSync(staging, { recursive: true, force: true });
        throw error;
      }
    },
  };
}

async function isSound(folder: string): Promise<boolean> {
  try {
    if (lstatIfAny(folder)?.isDirectory() !== true || readdirSync(folder).length !== 2) return false;
    const { digest } = await scanTree(join(folder, 'files'));
    return readPlainFile(join(folder, 'tree')).toString() === canonicalJson(digest);
  } catch (error) {
    // Missing, linked or unreadable files make it damaged. Faults of our own code are thrown.
    if (error instanceof PipelineError || (error as NodeJS.ErrnoException).syscall !== undefined)
      return false;
    throw error;
  }
}

/** Removes unfinished checkpoints of killed processes. */
function removeStaged(folder: string): void {
  if (lstatIfAny(folder)?.isDirectory() !== true) return;
  for (const name of readdirSync(folder))
    if (name.startsWith(STAGING)) rmSync(join(folder, name), { recursive: true, force: true });
}

function listNumbers(folder: string): number[] {
  if (lstatIfAny(folder)?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => /^[1-9][0-9]{0,14}$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}
