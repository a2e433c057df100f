import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Finding processes by what Linux says of them; elsewhere the torture cannot look. */
export const canSeeProcesses = process.platform === 'linux';

interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
}

function listProcesses(): Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .flatMap((name) => {
      const stat = readIfAny(`/proc/${name}/stat`);
      const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return stat === '' ? [] : [{ pid: Number(name), parent: Number(parent), state }];
    });
}

/** Children of a process that run actions: workers, and the shells of commands. */
export function listWorkers(runner: number): number[] {
  return listProcesses()
    .filter(({ pid, parent }) => parent === runner && isWorker(readIfAny(`/proc/${pid}/cmdline`)))
    .map(({ pid }) => pid);
}

/** Neither esbuild's service nor a child that has not become what it will be and still looks like the runner. */
function isWorker(commandLine: string): boolean {
  return commandLine !== '' && !/esbuild|bin\/pipeline\.js/.test(commandLine);
}

/** Running processes (no zombies) whose environment names this folder: whatever a run with HOME there started, and its children. */
function listProcessesOf(folder: string): number[] {
  return listProcesses()
    .filter(
      ({ pid, state }) =>
        state !== 'Z' && state !== 'X' && readIfAny(`/proc/${pid}/environ`).includes(folder),
    )
    .map(({ pid }) => pid);
}

/** Waits until none of a folder's processes runs any more. @returns those that still run after `patienceMs` */
export async function waitForSilence(folder: string, patienceMs = 10_000): Promise<number[]> {
  const giveUpMs = performance.now() + patienceMs;
  for (;;) {
    const left = listProcessesOf(folder);
    if (left.length === 0 || performance.now() > giveUpMs) return left;
    await sleep(10);
  }
}

/** Empty where it cannot be read: the process has just ended. */
function readIfAny(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
