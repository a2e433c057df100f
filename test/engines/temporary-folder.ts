import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';

export async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'engines-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Puts a program on a PATH of its own: JavaScript, run by this Node. */
export async function makeProgram(folder: string, name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!${process.execPath}\n${script}`, { mode: 0o755 });
}
