import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MeasureLimits } from './measure-times.ts';
import type { Project } from './project.ts';
import { type Measured, measureProcess } from './run-process.ts';
import { JOBS } from './tool.ts';

/** What our own command does, without its cache. */
export const BARE_KINDS = ['commands', 'programs'] as const;
export type BareKind = (typeof BARE_KINDS)[number];

/** Makes the copies of a project (not the join) with nothing kept of them. @throws Error when it fails */
export async function measureBare(
  kind: BareKind,
  project: Project,
  limits: MeasureLimits,
): Promise<Measured> {
  const script = fileURLToPath(new URL(`bare/${kind}.mjs`, import.meta.url));
  rmSync(project.path('bare'), { recursive: true, force: true });
  const args = [script, project.folder, `${project.dag.count}`, `${JOBS}`];
  return mustEnd(await measureProcess({ command: process.execPath, args }, project.folder, limits), kind);
}

/** Starts Node with nothing to do. */
export async function measureEmptyNode(folder: string, limits: MeasureLimits): Promise<Measured> {
  const invocation = { command: process.execPath, args: ['-e', '0'] };
  return mustEnd(await measureProcess(invocation, folder, limits), 'node -e 0');
}

function mustEnd(measured: Measured, what: string): Measured {
  if (measured.exitCode !== 0) throw new Error(`${what} ended with ${measured.exitCode}; see the log.`);
  return measured;
}
