import { join } from 'node:path';
import type { Graph } from '../../pipeline/model.ts';
import { findHorizon, takeClockMark } from '../../store/garbage/clock-mark.ts';
import { collectGarbage, type GarbageReport } from '../../store/garbage/collect-garbage.ts';
import type { GarbageLimits } from '../../store/garbage/plan-garbage.ts';
import { removeFolderIfAlone } from '../../store/garbage/remove-folder.ts';
import { measureFolder } from '../../store/measure-store.ts';
import type { Store } from '../../store/store.ts';
import { type Session, withSession } from '../session/session.ts';
import { findUnowned, loadKnownGraphs } from './find-orphans.ts';
import { findWhatToKeep } from './find-what-to-keep.ts';

export interface CollectOptions extends GarbageLimits {
  /** The results of this many last runs are kept. */
  readonly keepRuns: number;
  readonly dryRun: boolean;
  /** Called when another process holds the mutex that is needed. */
  readonly onWait?: () => void;
}

export interface CacheGarbage extends GarbageReport {
  readonly cacheDir: string;
  readonly dryRun: boolean;
  /** Artifacts that no action of the pipeline makes: folders relative to the pipeline's. */
  readonly orphans: readonly { readonly path: string; readonly bytes: number }[];
  /** What the user should know about what was kept. */
  readonly notices: readonly string[];
}

/**
 * Removes from the cache what nobody needs: no profile as a current result, no pipeline.lock.json, none of the last runs, no
 * index of a checkout. And removes from artifacts/ what no action of the pipeline makes.
 * @throws PipelineError when it cannot be told what has to be kept; then nothing is removed
 */
export function collectCacheGarbage(graph: Graph, options: CollectOptions): Promise<CacheGarbage> {
  return withSession(graph, (session) =>
    withCollectorMutex(session.store, options.onWait, () => collect(session, options)),
  );
}

/** Keeps other garbage collectors and repairs waiting while `use` runs; pipelines go on. */
export async function withCollectorMutex<R>(
  store: Store,
  onWait: (() => void) | undefined,
  use: () => Promise<R>,
): Promise<R> {
  const mutex = await store.acquireMutex('gc', onWait === undefined ? {} : { onWait });
  try {
    return await use();
  } finally {
    mutex.release();
  }
}

async function collect(session: Session, options: CollectOptions): Promise<CacheGarbage> {
  const { graph, store } = session;
  // Taken first: a run that is alive now may use a result, name it in the index and end before we look at either.
  const markNs = findHorizon(await takeClockMark(store.scratch), store.scratch);
  const graphs = await loadKnownGraphs(graph);
  const { keep, problems } = await findWhatToKeep(session, graphs, options.keepRuns);
  const { dryRun } = options;
  const report = collectGarbage(store, { limits: options, keep, markNs, dryRun });
  const orphans = (await findUnowned(graph.baseDir, graphs)).map((path) => `artifacts/${path}`);
  const removed = orphans
    .map((path) => ({ path, bytes: measureFolder(join(graph.baseDir, path)) }))
    .filter(({ path }) =>
      dryRun ? report.alone : removeFolderIfAlone(join(graph.baseDir, path), store.scratch),
    );
  return {
    ...report,
    cacheDir: store.folders.root,
    dryRun,
    orphans: removed,
    notices: [
      ...problems.map(
        (problem) => `not all current results are known, so the last results are kept instead: ${problem}`,
      ),
      ...describeKept(report, options, orphans.length - removed.length),
    ],
  };
}

function describeKept(
  { alone, afterBytes }: GarbageReport,
  { maxBytes = Infinity }: GarbageLimits,
  left: number,
): string[] {
  const notices: string[] = [];
  if (!alone) {
    const orphans = left === 0 ? '' : ' It keeps artifacts of actions that are gone, too.';
    notices.push(`another process uses the cache: whatever it may need is kept.${orphans}`);
  }
  if (afterBytes > maxBytes)
    notices.push(
      `what has to be kept is larger than the ${maxBytes} bytes asked for: it holds ${afterBytes} bytes`,
    );
  return notices;
}
