import { join } from 'node:path';
import { BARE_KINDS, measureBare, measureEmptyNode } from './measure-bare.ts';
import { type MeasureLimits, measureRound, removeProject, type Sample } from './measure-times.ts';
import type { BenchOptions } from './options.ts';
import { Project } from './project.ts';
import type { BareTimes, Results, ToolTimes } from './results.ts';
import type { Measured } from './run-process.ts';
import type { Tool } from './tool.ts';

/** A tool whose cold run takes longer makes only one; its other situations take part in every round. */
const COLD_AGAIN_BELOW_MS = 15_000;

/** All tools take their turn in each round, so that whatever else the machine does hits them alike. */
export async function measureRounds(
  tools: readonly Tool[],
  { counts, repeat, workDir }: BenchOptions,
  limits: MeasureLimits,
): Promise<Pick<Results, 'times' | 'bare' | 'emptyNode'>> {
  const times: ToolTimes[] = [];
  const bare: BareTimes[] = [];
  const emptyNode: Measured[] = [];
  for (const count of counts) {
    const projects = tools.map((tool) => new Project(folderOf(workDir, tool), tool, { count, slow: false }));
    const samples = new Map<Project, Sample[]>(projects.map((project) => [project, []]));
    const bareSamples = new Map(BARE_KINDS.map((kind) => [kind, [] as Measured[]]));
    for (let round = 0; round < repeat; round++) {
      emptyNode.push(await measureEmptyNode(workDir, limits));
      for (const project of projects) {
        console.error(`${count} actions, round ${round + 1}: ${project.tool.name}`);
        const known = samples.get(project) ?? [];
        if (!known.some(hasFailed)) {
          const cold = known.every(({ wallMs }) => wallMs < COLD_AGAIN_BELOW_MS);
          known.push(...(await measureRound(project, { cold, round, limits })));
        }
      }
      await measureBareRound(projects, bareSamples, limits);
    }
    for (const [project, of] of samples) {
      times.push({ tool: project.tool.name, count, samples: of });
      removeProject(project);
    }
    for (const [kind, of] of bareSamples) bare.push({ kind, count, samples: of });
  }
  return { times, bare, emptyNode };
}

export function folderOf(workDir: string, { name }: Tool): string {
  return join(workDir, name.replaceAll(/\W+/g, '-'));
}

function hasFailed({ exitCode }: Sample): boolean {
  return exitCode !== 0;
}

/** The copies alone, in the project of the tool that they are compared with. */
async function measureBareRound(
  projects: readonly Project[],
  samples: ReadonlyMap<(typeof BARE_KINDS)[number], Measured[]>,
  limits: MeasureLimits,
): Promise<void> {
  for (const kind of BARE_KINDS) {
    const project = projects.find(({ tool }) => tool.name === `ours, ${kind}`);
    if (project !== undefined) samples.get(kind)?.push(await measureBare(kind, project, limits));
  }
}
