import { folderOf } from './measure-rounds.ts';
import type { MeasureLimits } from './measure-times.ts';
import { removeProject } from './measure-times.ts';
import type { BenchOptions } from './options.ts';
import { Project } from './project.ts';
import type { LargeRun } from './results.ts';
import { measureProcess } from './run-process.ts';
import type { Invocation, Tool } from './tool.ts';
import { invokeOurs } from './tools/ours.ts';

/** Our own command on a graph larger than the peers are given: planned, run cold, and with nothing to do. Programs only. */
export async function measureLarge(
  tools: readonly Tool[],
  { large, workDir }: BenchOptions,
  limits: MeasureLimits,
): Promise<LargeRun[]> {
  const tool = tools.find(({ name }) => name === 'ours, programs');
  if (tool === undefined || large === 0) return [];
  const project = new Project(folderOf(workDir, tool), tool, { count: large, slow: false });
  project.reset();
  const steps: readonly (readonly [string, Invocation])[] = [
    ['`--dry-run`, nothing ran yet', invokeOurs(project.folder, '--dry-run')],
    ['cold', tool.run(project.folder)],
    ['up to date', tool.run(project.folder)],
    ['`--dry-run`, up to date', invokeOurs(project.folder, '--dry-run')],
  ];
  const runs: LargeRun[] = [];
  for (const [what, invocation] of steps) {
    console.error(`${large} actions, ours: ${what}`);
    const measured = await measureProcess(invocation, project.folder, limits);
    if (measured.exitCode !== 0)
      throw new Error(`${what} with ${large} actions ended with ${measured.exitCode}.`);
    runs.push({ tool: tool.name, count: large, what, measured });
  }
  const wrong = project.findWrongOutputs();
  if (wrong.length > 0) throw new Error(`${wrong.length} of ${large} outputs are wrong, ${wrong[0]} first.`);
  removeProject(project);
  return runs;
}
