import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import type { ProgressReport, StageContext } from '../../runner/src/stage-api/index.ts';

export interface StageRequest {
  readonly params: object;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly axes?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly baseDir?: string;
  /** What a module that params name exports. */
  readonly modules?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
  /** Where checkpoints are kept; one that is there already is found. */
  readonly checkpointFolder?: string;
}

export interface StageReports {
  readonly progress: ProgressReport[];
  readonly warnings: string[];
  readonly facts: Record<string, string | number | boolean>;
}

/** What the runner gives a stage: the same promises, in a temporary folder. */
export function createStageContext<Params>(request: StageRequest): {
  context: StageContext<Params>;
  reports: StageReports;
} {
  const reports: StageReports = { progress: [], warnings: [], facts: {} };
  const { params, inputs = {}, outputs, axes = {}, seed = 1, checkpointFolder } = request;
  let hasCheckpoint = checkpointFolder !== undefined && existsSync(checkpointFolder);
  const context: StageContext<Params> = {
    stage: 'stage',
    params: params as Params,
    axes,
    inputs,
    outputs,
    seed,
    threads: 1,
    gpus: 0,
    baseDir: request.baseDir ?? process.cwd(),
    loadModule: async (name) => request.modules?.[name] as never,
    signal: request.signal ?? new AbortController().signal,
    batch: [{ axes, params: params as Params, outputs }],
    checkpoint: {
      load: async () => (hasCheckpoint ? checkpointFolder : undefined),
      save: async (write) => {
        if (checkpointFolder === undefined) return;
        const staging = `${checkpointFolder}-staging`;
        await mkdir(staging);
        await write(staging);
        await rm(checkpointFolder, { recursive: true, force: true });
        await rename(staging, checkpointFolder);
        hasCheckpoint = true;
      },
    },
    progress: (report) => void reports.progress.push(report),
    log: { info: () => {}, warn: (message) => void reports.warnings.push(message) },
    provenance: { record: (facts) => void Object.assign(reports.facts, facts), inputs: {} },
  };
  return { context, reports };
}

/** A folder of this test's own, with the named folders in it. */
export async function makeFolders<Name extends string>(
  t: ExecutionContext,
  ...names: Name[]
): Promise<Record<Name, string>> {
  const root = await mkdtemp(join(tmpdir(), 'stage-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const folders = {} as Record<Name, string>;
  for (const name of names) {
    folders[name] = join(root, name);
    await mkdir(folders[name]);
  }
  return folders;
}
