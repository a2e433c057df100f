import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { judge, type Verdict } from './check-flip.ts';
import type { MeasureLimits } from './measure-times.ts';
import { killProcessesIn } from './process-tree.ts';
import type { Project } from './project.ts';
import { measureProcess } from './run-process.ts';

/** Who gets SIGKILL: the whole tree, or only the process that the user started. */
export type Victim = 'tree' | 'launcher';

/**
 * Kills a tool in the middle of a cold run of slow copies, and runs it again at once, as a user would who does not know
 * that anything is wrong.
 * @param afterOutputs how many outputs, whole or begun, are there when it is killed
 */
export async function checkKill(
  project: Project,
  { victim, afterOutputs, limits }: { victim: Victim; afterOutputs: number; limits: MeasureLimits },
): Promise<Verdict> {
  const { tool, folder } = project;
  project.reset();
  await startAndKill(project, { victim, afterOutputs, limits });
  const { exitCode } = await measureProcess(tool.run(folder), folder, limits);
  const verdict = judge(project, exitCode);
  // What the launcher left running could still write into the next project.
  killProcessesIn(folder);
  return verdict;
}

async function startAndKill(
  { tool, folder, outputs }: Project,
  { victim, afterOutputs, limits }: { victim: Victim; afterOutputs: number; limits: MeasureLimits },
): Promise<void> {
  const { command, args, env = {} } = tool.run(folder);
  const log = openSync(limits.logPath, 'a');
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  while (outputs.filter((path) => existsSync(path)).length < afterOutputs) {
    if (child.exitCode !== null) throw new Error(`${tool.name} ended before it could be killed.`);
    await sleep(LOOK_AGAIN_MS);
  }
  child.kill('SIGKILL');
  await ended;
  if (victim === 'tree') killProcessesIn(folder);
}

const LOOK_AGAIN_MS = 5;
