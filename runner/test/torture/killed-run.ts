import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Kill } from './plan-kill.ts';
import { listWorkers } from './processes.ts';
import type { Random } from './random.ts';
import { listTree } from './study-state.ts';

const COMMAND = fileURLToPath(new URL('../../../bin/pipeline.js', import.meta.url));

export interface StartedRun {
  readonly child: ChildProcess;
  /** Standard output so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** A program and its arguments that start the command, such as `prlimit --nofile=40`. */
  readonly launcher?: readonly string[];
  /** Where the command is started. */
  readonly directory?: string;
}

/** Starts the real command on a study, in a process group of its own; its HOME marks all that it starts. */
export function startRun(
  folder: string,
  args: readonly string[] = ['run', '--reporter', 'json', '--jobs', '3'],
  { environment = {}, launcher = [], directory }: StartOptions = {},
): StartedRun {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const { PIPELINE_CACHE_DIR: _, ...inherited } = process.env;
  const [program = '', ...rest] = [...launcher, process.execPath, COMMAND, '-C', folder, ...args];
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(directory === undefined ? {} : { cwd: directory }),
    env: { ...inherited, HOME: home, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

/** Lines of a study's journal; see pipeline-files.ts. */
export function readJournal(folder: string): string[] {
  try {
    return readFileSync(join(folder, '..', 'journal'), 'utf8')
      .split('\n')
      .slice(0, -1);
  } catch {
    // Nothing has run yet.
    return [];
  }
}

/**
 * Runs the study and kills it as planned.
 * @returns whether the moment came, i.e. something was killed; otherwise the run ended by itself
 */
export async function runAndKill(
  folder: string,
  cacheDir: string,
  kill: Kill,
  random: Random,
  { args, environment = {} }: { args?: readonly string[]; environment?: StartOptions['environment'] } = {},
): Promise<{ readonly killed: boolean; readonly exitCode: number | null; readonly run: StartedRun }> {
  const hasCome = watchMoment(folder, cacheDir, kill);
  const run = startRun(folder, args, { environment });
  const startedMs = performance.now();
  let over = false;
  void run.ended.finally(() => {
    over = true;
  });
  let killed = false;
  while (!over && !killed) {
    if (hasCome(run, performance.now() - startedMs)) {
      if (kill.delayMs > 0) await sleep(kill.delayMs);
      killed = !over && deliver(run, kill, random);
    }
    // A worker may be wanted while there is none.
    if (!killed) await sleep(1);
  }
  return { killed, exitCode: await run.ended, run };
}

function watchMoment(
  folder: string,
  cacheDir: string,
  { moment }: Kill,
): (run: StartedRun, elapsedMs: number) => boolean {
  switch (moment.kind) {
    case 'time':
      return (_, elapsedMs) => elapsedMs >= moment.ms;
    case 'event':
      return (run) => run.stdout().split('\n').length > moment.count;
    case 'journal': {
      const before = readJournal(folder).length;
      return () => readJournal(folder).length >= before + moment.count;
    }
    case 'files': {
      const watched = moment.trace === 'artifacts' ? join(folder, 'artifacts') : join(cacheDir, moment.trace);
      const before = listTree(watched).length;
      return () => listTree(watched).length >= before + moment.count;
    }
  }
}

/** @returns false when there was nobody to kill */
function deliver({ child }: StartedRun, { target }: Kill, random: Random): boolean {
  const runner = child.pid!;
  if (target === 'group') return send(-runner);
  if (target === 'runner') return send(runner);
  const workers = listWorkers(runner);
  if (target === 'worker') return workers.length > 0 && send(random.pick(workers));
  // The runner first: it must not have the time to react to the deaths of its workers.
  const hit = send(runner);
  for (const worker of workers) send(worker);
  return hit;
}

function send(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
