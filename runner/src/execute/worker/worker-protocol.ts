import type { BatchItem, InputFolder } from '../../stage-api/context.ts';

/** Messages between the runner and a worker process, over Node's IPC channel as JSON. */

export interface RunRequest {
  readonly type: 'run';
  /** URL of the stage file as the user wrote it; module resolution happens from there. */
  readonly programUrl: string;
  /** The bundle that was hashed: this is what runs. */
  readonly bundlePath: string;
  /** By the name that params have for it. */
  readonly modules: Readonly<Record<string, BundledModule>>;
  readonly stage: string;
  readonly params: unknown;
  readonly axes: BatchItem<unknown>['axes'];
  readonly inputs: Readonly<Record<string, string | readonly InputFolder[]>>;
  readonly inputFolders: Readonly<Record<string, readonly InputFolder[]>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly batch: readonly BatchItem<unknown>[];
  readonly seed: number;
  readonly threads: number;
  readonly gpus: number;
  readonly baseDir: string;
  readonly checkpointDir: string;
  readonly logPath: string;
}

/** A module that params name. */
export interface BundledModule {
  /** URL of the file as the user wrote it; module resolution happens from there. */
  readonly url: string;
  /** The bundle that was hashed: this is what runs. */
  readonly bundlePath: string;
  readonly digest: string;
}

export type ToWorker = RunRequest | { readonly type: 'abort' };

export interface ProgressReport {
  readonly type: 'progress';
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  readonly metrics: Readonly<Record<string, number>>;
}

export type FromWorker =
  | ProgressReport
  | { readonly type: 'provenance'; readonly facts: Readonly<Record<string, string | number | boolean>> }
  | { readonly type: 'finished'; readonly peakMemoryMiB: number }
  | { readonly type: 'interrupted' }
  | { readonly type: 'failed'; readonly error: StageFailure };

/** A stage's error on its way between processes. It has a stack when it is a fault, and none when the stage threw it on purpose. */
export interface StageFailure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly stack?: string;
}
