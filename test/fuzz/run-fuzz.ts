import fc from 'fast-check';
import type { FuzzTarget } from './fuzz-target.ts';
import { createPipelineTargets } from './pipeline-targets.ts';
import { createStoreTargets } from './store-targets.ts';
import { createTensorTargets } from './tensor-targets.ts';

export interface FuzzReport {
  readonly target: string;
  readonly cases: number;
  /** The first case that broke something, made as small as it gets. */
  readonly failure: string | undefined;
}

export const GROUPS = {
  pipeline: createPipelineTargets,
  store: createStoreTargets,
  tensors: createTensorTargets,
};

/** Runs the targets of a group, or the one that is named, each with so many seeded cases. */
export async function runFuzz(
  group: keyof typeof GROUPS,
  { cases, seed, only }: { cases: number; seed: number; only?: string | undefined },
): Promise<FuzzReport[]> {
  const { targets, remove } = await GROUPS[group]();
  const reports: FuzzReport[] = [];
  try {
    for (const target of targets)
      if (only === undefined || target.name === only) reports.push(await runTarget(target, cases, seed));
  } finally {
    remove();
  }
  return reports;
}

async function runTarget({ name, property }: FuzzTarget, cases: number, seed: number): Promise<FuzzReport> {
  try {
    await fc.assert(property as fc.IAsyncProperty<unknown>, {
      numRuns: cases,
      seed,
      includeErrorInReport: true,
    });
    return { target: name, cases, failure: undefined };
  } catch (error) {
    return { target: name, cases, failure: (error as Error).message };
  }
}
