import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { canGuard, guardedArguments } from './guard.ts';

/** Starts a worker in a process group of its own, which is killed when this process ends. */
export function spawnWorker(environment: Readonly<Record<string, string>>, cwd: string): ChildProcess {
  const { execArgv, entry } = workerEntry();
  const args = [...execArgv, entry];
  const options = { cwd, env: environment, detached: true };
  return canGuard
    ? spawn('/bin/sh', guardedArguments(process.execPath, args), {
        ...options,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
      })
    : spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
}

/** The bundled worker beside the bundled command; from sources (in tests) the TypeScript one. */
function workerEntry(): { execArgv: string[]; entry: string } {
  const fromSources = import.meta.url.endsWith('.ts');
  return {
    execArgv: fromSources ? ['--import', import.meta.resolve('tsx')] : [],
    entry: fileURLToPath(new URL(fromSources ? './worker.ts' : '../execute/worker.js', import.meta.url)),
  };
}
