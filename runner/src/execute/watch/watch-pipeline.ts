import { type Changes, FolderChanges } from './folder-changes.ts';
import { type OpenedPipeline, readBrokenSources, readSources, type SourceState } from './read-sources.ts';

export interface WatchSteps {
  /** Loads the pipeline as it is now. An error that it throws is given to `run`, once until the error changes. */
  open(): Promise<OpenedPipeline>;
  /** Runs it, or reports why it cannot be run. Resolves when that has ended, also when it failed. */
  run(opened: OpenedPipeline | { readonly error: unknown }): Promise<void>;
  /** Nothing is left to do until something changes. @param folderCount folders that are watched */
  onWaiting(folderCount: number): void;
}

/**
 * Runs a pipeline, and again whenever something changed that it depends on, until the signal is aborted. File events are only
 * hints: after each, the sources are read, and a run starts if they are different. So neither the run's own writes nor a change
 * without meaning start a run, and a failed action is tried again only after a change. A change during a run is seen when the
 * run ends.
 * @throws WatchError
 */
export async function watchPipeline(
  baseDir: string,
  steps: WatchSteps,
  stop: AbortSignal,
  changes: Changes = new FolderChanges(),
): Promise<void> {
  let folders: readonly string[] = [];
  let seen: string | undefined;
  try {
    while (!stop.aborted) {
      const { opened, sources } = await look(baseDir, steps);
      if (stop.aborted) return;
      // Not all folders of a broken program are known. What mends it may be in one that it used before.
      folders = sources.isWhole ? sources.folders : [...new Set([...folders, ...sources.folders])];
      changes.follow(folders);
      if (sources.digest !== seen) {
        seen = sources.digest;
        await steps.run(opened);
        if (stop.aborted) return;
        steps.onWaiting(folders.length);
      }
      await changes.next(stop);
    }
  } finally {
    changes.close();
  }
}

async function look(
  baseDir: string,
  { open }: WatchSteps,
): Promise<{ opened: Parameters<WatchSteps['run']>[0]; sources: SourceState }> {
  try {
    const opened = await open();
    return { opened, sources: await readSources(opened) };
  } catch (error) {
    return { opened: { error }, sources: readBrokenSources(baseDir, error) };
  }
}
