import { checkFlip, type Verdict } from './check-flip.ts';
import { checkKill, type Victim } from './check-kill.ts';
import { folderOf } from './measure-rounds.ts';
import { type MeasureLimits, removeProject } from './measure-times.ts';
import type { BenchOptions } from './options.ts';
import { Project } from './project.ts';
import type { Correctness } from './results.ts';
import type { Tool } from './tool.ts';

/** Enough that a kill finds some done, some begun and some not. */
const COUNT = 12;

/** What each tool makes of a damaged cache, and of being killed. */
export async function measureCorrectness(
  tools: readonly Tool[],
  { kills, workDir }: BenchOptions,
  limits: MeasureLimits,
): Promise<Correctness[]> {
  const found: Correctness[] = [];
  for (const tool of tools) {
    console.error(`flips and kills: ${tool.name}`);
    const folder = folderOf(workDir, tool);
    const flip = await checkFlip(new Project(folder, tool, { count: COUNT, slow: false }), limits);
    const slow = new Project(folder, tool, { count: COUNT, slow: true });
    const killEach = async (victim: Victim): Promise<Verdict[]> => {
      const verdicts: Verdict[] = [];
      for (let kill = 0; kill < kills; kill++)
        verdicts.push(await checkKill(slow, { victim, afterOutputs: 2 + (kill % (COUNT - 4)), limits }));
      return verdicts;
    };
    found.push({
      tool: tool.name,
      flip,
      killedTree: await killEach('tree'),
      killedLauncher: await killEach('launcher'),
    });
    removeProject(slow);
  }
  return found;
}
