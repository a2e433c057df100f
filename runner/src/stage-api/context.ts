/** Types a stage program sees. Kept free of runner and study imports, so that it can be published on its own. */

/** A folder an upstream action made. */
export interface InputFolder {
  /** Absolute path. Read only by convention; the runner checks that it did not change. */
  readonly path: string;
  /** Axes of the action that made it. */
  readonly axes: Readonly<Record<string, string | number | boolean>>;
  /** The action that made it, and the digest of its tree. */
  readonly action: string;
  readonly digest: string;
}

export interface ProgressReport {
  readonly done: number;
  readonly total: number;
  /** `epochs`, `images`, `bytes`… */
  readonly unit: string;
  /** Shown beside the bar: loss, accuracy. */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** Resumable state of an unfinished action; survives a kill of the process. */
export interface Checkpoint {
  /** Folder with the last saved files, or undefined when there is none. */
  load(): Promise<string | undefined>;
  /** Calls `write` with an empty folder, then makes it the last checkpoint in one step (rename). */
  save(write: (folder: string) => Promise<void>): Promise<void>;
}

export interface StageLog {
  info(message: string): void;
  warn(message: string): void;
}

export interface Provenance {
  /** Merged into the action record: engine, versions, device. Not part of the key or of any artifact. */
  record(facts: Readonly<Record<string, string | number | boolean>>): void;
  /** Every input as a list, with the action that made it and its digest. */
  readonly inputs: Readonly<Record<string, readonly InputFolder[]>>;
}

/** An input is a folder path, or a list of folders where the stage gathers over axes it does not have itself. */
export type StageInputs = Readonly<Record<string, string | readonly InputFolder[]>>;

interface CommonContext<Params, Inputs> {
  /** Name of the stage in pipeline.json. */
  readonly stage: string;
  readonly params: Params;
  readonly axes: Readonly<Record<string, string | number | boolean>>;
  /** Input name → absolute folder path; gathered inputs: folders in declared order of the upstream axes. */
  readonly inputs: Inputs;
  /** Output name → an empty folder to fill. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Safe integer ≥ 0, the same on every run; equal for all actions of a batch. */
  readonly seed: number;
  /** CPU threads this action may use. */
  readonly threads: number;
  /** GPUs assigned to it (CUDA_VISIBLE_DEVICES is set accordingly); 0: run on the CPU. */
  readonly gpus: number;
  readonly checkpoint: Checkpoint;
  readonly progress: (report: ProgressReport) => void;
  readonly log: StageLog;
  /** Aborted on Ctrl-C: save a checkpoint and stop. */
  readonly signal: AbortSignal;
  readonly provenance: Provenance;
  /**
   * The default export of a module that a param names which the params' schema marks `"inputModule": true`. What is loaded
   * is the bundle that the action's key covers, whatever the file holds by now.
   * @param name the param's value
   */
  readonly loadModule: <Exported = unknown>(name: string) => Promise<Exported>;
  /** Absolute path of the pipeline's folder: paths in params are relative to it. */
  readonly baseDir: string;
}

/** One missing action of a batch. */
export interface BatchItem<Params> {
  readonly axes: Readonly<Record<string, string | number | boolean>>;
  readonly params: Params;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface StageContext<Params, Inputs = Readonly<Record<string, string>>>
  extends CommonContext<Params, Inputs> {
  /**
   * All missing actions of this one's batch; for a stage without `batch`, one item with this context's own
   * axes, params and outputs. Fill every item's outputs.
   */
  readonly batch: readonly BatchItem<Params>[];
}

export type StageProgram<Params, Inputs = Readonly<Record<string, string>>> = (
  context: StageContext<Params, Inputs>,
) => Promise<void>;
