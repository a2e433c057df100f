import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasureLimits } from './measure-times.ts';
import type { Project } from './project.ts';
import { measureProcess } from './run-process.ts';

export type Verdict = 'right' | 'WRONG, exit 0' | 'stops with an error' | 'no cache';

/**
 * Flips one bit of a result in the tool's cache, removes the output, and runs the tool again.
 * @returns whether it then has the right output, the wrong one with exit code 0, or says that something is wrong
 */
export async function checkFlip(project: Project, limits: MeasureLimits): Promise<Verdict> {
  const { tool, folder } = project;
  if (tool.cache === undefined) return 'no cache';
  project.reset();
  const run = () => measureProcess(tool.run(folder), folder, limits);
  const { exitCode } = await run();
  if (exitCode !== 0) throw new Error(`${tool.name} ended with ${exitCode} before anything was damaged.`);
  const flipped = flipStored(project.path(tool.cache), project.bytesOf(0), project.dag.count);
  if (flipped === 0)
    throw new Error(`The cache of ${tool.name} does not hold the bytes of its first output.`);
  rmSync(project.path(tool.output(0)));
  rmSync(project.path(tool.joined));
  return judge(project, (await run()).exitCode);
}

/** What a run left: the exit code against the outputs. */
export function judge(project: Project, exitCode: number | null): Verdict {
  if (exitCode !== 0) return 'stops with an error';
  return project.findWrongOutputs().length === 0 ? 'right' : 'WRONG, exit 0';
}

/** Flips a bit wherever a copy lies below a folder, within archives too. @returns in how many files */
function flipStored(folder: string, bytes: Buffer, copies: number): number {
  let flipped = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile()) continue;
    const content = readFileSync(path);
    const at = content.indexOf(bytes);
    // The join's result holds them too; that one is left as it is.
    if (at === -1 || content.length > (bytes.length * copies) / 2) continue;
    content.writeUInt8(content.readUInt8(at + 100) ^ 1, at + 100);
    chmodSync(path, 0o644);
    writeFileSync(path, content);
    chmodSync(path, stat.mode);
    flipped += 1;
  }
  return flipped;
}
