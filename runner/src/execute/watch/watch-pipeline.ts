import { type Changes, FolderChanges } from './folder-changes.ts';
import { type OpenedPipeline, readBrokenSources, readSources, type Sources } from './read-sources.ts';

export interface WatchSteps {
  /** Loads the pipeline as it is now. What it throws is given to `run`, once until it changes. */
  open(): Promise<OpenedPipeline>;
  /** Runs it, or reports why it cannot be run. Resolves when that has ended, whatever came of it. */
  run(opened: OpenedPipeline | { readonly error: unknown }): Promise<void>;
  /** Nothing is left to do until something changes. @param folderCount folders that are watched */
  onWaiting(folderCount: number): void;
}

/**
 * Runs a pipeline, and again whenever something changed that it depends on, until the signal is aborted. File events are hints
 * only: whether a run is due shows in the sources themselves. So a run's own writes, and those that mean nothing, start
 * none, and a failed action is tried again when something changed and not before. A change while it runs is seen when it ends.
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
      // Of a broken program only a part is known: what mended it may be where it was found before.
      folders = sources.isWhole ? sources.folders : [...new Set([...folders, ...sources.folders])];
      changes.follow(folders);
      if (sources.state !== seen) {
        seen = sources.state;
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
): Promise<{ opened: Parameters<WatchSteps['run']>[0]; sources: Sources }> {
  try {
    const opened = await open();
    return { opened, sources: await readSources(opened) };
  } catch (error) {
    return { opened: { error }, sources: readBrokenSources(baseDir, error) };
  }
}
