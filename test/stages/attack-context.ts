import type {
  BatchItem,
  InputFolder,
  ProgressReport,
  StageContext,
} from '../../runner/src/stage-api/index.ts';

export interface StageRun {
  readonly inputs: Readonly<Record<string, readonly InputFolder[]>>;
  readonly batch: readonly BatchItem<never>[];
  readonly axes?: Readonly<Record<string, string>>;
  readonly seed?: number;
  /** What a module that params name exports. */
  readonly modules?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
}

/** What a stage told the runner. */
export interface StageReport {
  readonly progress: ProgressReport[];
  readonly facts: Record<string, unknown>;
}

/** A context as the worker makes it, and what the stage reports through it. */
export function createContext(run: StageRun): { context: StageContext<never, never>; report: StageReport } {
  const report: StageReport = { progress: [], facts: {} };
  const [first] = run.batch;
  const context = {
    stage: 'attack-grid',
    params: first!.params,
    axes: run.axes ?? {},
    inputs: Object.fromEntries(
      Object.entries(run.inputs).map(([name, folders]) => [name, folders[0]!.path]),
    ) as never,
    outputs: first!.outputs,
    seed: run.seed ?? 1,
    threads: 1,
    gpus: 0,
    checkpoint: { load: async () => undefined, save: async () => undefined },
    progress: (reported: ProgressReport) => void report.progress.push(reported),
    log: { info: () => undefined, warn: () => undefined },
    signal: run.signal ?? new AbortController().signal,
    provenance: {
      record: (facts: object) => void Object.assign(report.facts, facts),
      inputs: run.inputs,
    },
    baseDir: process.cwd(),
    loadModule: async (name: string) => run.modules?.[name] as never,
    batch: run.batch,
  };
  return { context, report };
}

/** An upstream folder; equal digests say equal content. */
export function inputFolder(path: string, digest: string = path): InputFolder {
  return { path, axes: {}, action: `upstream/${digest}`, digest };
}
