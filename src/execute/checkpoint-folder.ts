import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '../stage-api/context.ts';

/**
 * Checkpoints of one action: numbered folders below `dir`, the highest finished one counts. A save fills a folder
 * under a temporary name and renames it, so a kill at any instant leaves the previous checkpoint or the new one.
 */
export function openCheckpoint(dir: string): Checkpoint {
  return {
    async load() {
      const last = (await finishedNumbers(dir)).at(-1);
      return last === undefined ? undefined : join(dir, String(last));
    },
    async save(write) {
      const finished = await finishedNumbers(dir);
      const next = (finished.at(-1) ?? 0) + 1;
      const staging = join(dir, `${next}.${process.pid}.tmp`);
      await rm(staging, { recursive: true, force: true });
      await mkdir(staging, { recursive: true });
      await write(staging);
      await rename(staging, join(dir, String(next)));
      for (const old of finished) await rm(join(dir, String(old)), { recursive: true, force: true });
    },
  };
}

async function finishedNumbers(dir: string): Promise<number[]> {
  if (!existsSync(dir)) return [];
  const names = await readdir(dir);
  return names
    .filter((name) => /^[1-9][0-9]*$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}
