import { rmSync } from 'node:fs';
import type { Project } from './project.ts';
import { type Measured, measureProcess } from './run-process.ts';
import { listItems } from './tool.ts';

/** What a run starts from. */
export const SITUATIONS = ['cold', 'up to date', 'all touched', 'one changed'] as const;
export type Situation = (typeof SITUATIONS)[number];

export interface Sample extends Measured {
  readonly situation: Situation;
  /** Outputs that were written: executed or restored. */
  readonly written: number;
  /** Outputs that are not what they should be afterwards. */
  readonly wrong: number;
}

export interface MeasureLimits {
  readonly logPath: string;
  readonly limitMs: number;
}

/** One round: cold where `cold`, then every other situation. Ends early when a run does not reach its end. */
export async function measureRound(
  project: Project,
  { cold, round, limits }: { cold: boolean; round: number; limits: MeasureLimits },
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const prepare: Record<Situation, () => void> = {
    cold: () => project.reset(),
    'up to date': () => undefined,
    'all touched': () => project.touchInputs(),
    'one changed': () =>
      project.writeInput(listItems(project.dag)[round % project.dag.count] ?? 0, `round ${round}`),
  };
  for (const situation of SITUATIONS) {
    if (situation === 'cold' && !cold) continue;
    prepare[situation]();
    const before = project.stampOutputs();
    const measured = await measureProcess(project.tool.run(project.folder), project.folder, {
      ...limits,
      runner: project.tool.runner,
    });
    samples.push({
      ...measured,
      situation,
      written: project.countWritten(before),
      wrong: project.findWrongOutputs().length,
    });
    if (measured.exitCode !== 0) break;
  }
  return samples;
}

/** Leaves nothing of a project behind. */
export function removeProject(project: Project): void {
  rmSync(project.folder, { recursive: true, force: true });
}
