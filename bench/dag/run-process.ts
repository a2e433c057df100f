import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { listDescendants } from './process-tree.ts';
import type { Invocation } from './tool.ts';

export interface Measured {
  readonly wallMs: number;
  /** User and system time of the process and all it waited for; 10 ms steps. */
  readonly cpuMs: number;
  /** Highest resident memory of the runner itself, not of what it starts. */
  readonly runnerMiB: number;
  /** Null: ended by a signal, or at the time limit. */
  readonly exitCode: number | null;
}

export interface RunLimits {
  readonly logPath: string;
  readonly limitMs: number;
  /** See Tool.runner. */
  readonly runner?: RegExp | undefined;
}

const SAMPLE_MS = 40;
const TICK_MS = 10;

/** Runs a command in a folder to its end, alone, and measures it. Linux only: memory and CPU time come from /proc. */
export async function measureProcess(
  { command, args, env = {} }: Invocation,
  folder: string,
  { logPath, limitMs, runner }: RunLimits,
): Promise<Measured> {
  const log = openSync(logPath, 'a');
  const cpuBefore = readChildrenCpuMs();
  const startedMs = performance.now();
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let runnerMiB = 0;
  let runnerPid = runner === undefined ? child.pid : undefined;
  const sample = setInterval(() => {
    runnerPid ??= listDescendants(child.pid ?? 0).find(({ commandLine }) => runner?.test(commandLine))?.pid;
    runnerMiB = Math.max(runnerMiB, readPeakMiB(runnerPid));
  }, SAMPLE_MS);
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', resolve);
    });
    const wallMs = performance.now() - startedMs;
    return { wallMs, cpuMs: readChildrenCpuMs() - cpuBefore, runnerMiB, exitCode };
  } finally {
    clearInterval(sample);
    clearTimeout(limit);
  }
}

function readPeakMiB(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1024;
  } catch {
    // It ended since.
    return 0;
  }
}

/** What this process's ended children used, their own ended children included (fields 16 and 17 of /proc/self/stat). */
function readChildrenCpuMs(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}
