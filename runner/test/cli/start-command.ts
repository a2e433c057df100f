import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  /** Called with all of standard output so far, whenever there is more. */
  readonly onOutput?: (stdout: string, child: ChildProcess) => void;
  /** The same for standard error. */
  readonly onErrors?: (stderr: string, child: ChildProcess) => void;
}

/** Starts the real command as a user does and waits for its end. */
export function startCommand(
  args: readonly string[],
  { onOutput, onErrors }: StartOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['bin/pipeline.js', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onOutput?.(stdout, child);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onErrors?.(stderr, child);
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** A folder with a pipeline of these stages, removed after the test. */
export async function createStudy(t: ExecutionContext, stages: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'study-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const document = {
    formatVersion: 1,
    name: 'study',
    seed: 1,
    defaultProfile: 'all',
    stages,
    profiles: { all: {} },
  };
  await writeFile(join(folder, 'pipeline.json'), JSON.stringify(document, null, 2));
  return folder;
}
