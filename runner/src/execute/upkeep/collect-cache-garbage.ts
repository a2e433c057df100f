import { join } from 'node:path';
import type { Digest } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';
import { LOCK_FILE_NAME } from '../../lockfile/lock-file.ts';
import { readLockFile } from '../../lockfile/read-lock-file.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { findHorizon, takeClockMark } from '../../store/garbage/clock-mark.ts';
import { collectGarbage, type GarbageReport } from '../../store/garbage/collect-garbage.ts';
import type { GarbageLimits, Keep } from '../../store/garbage/plan-garbage.ts';
import { removeFolderIfAlone } from '../../store/garbage/remove-folder.ts';
import { measureFolder } from '../../store/measure-store.ts';
import type { Store } from '../../store/store.ts';
import { findCurrentResults } from '../session/current-results.ts';
import { type Session, withSession } from '../session/session.ts';
import { findUnowned, loadKnownGraphs } from './find-orphans.ts';

export interface CollectOptions extends GarbageLimits {
  /** Results of so many last runs are kept. */
  readonly keepRuns: number;
  readonly dryRun: boolean;
  /** Called when another process holds the lock that is needed. */
  readonly onWait?: () => void;
}

export interface CacheGarbage extends GarbageReport {
  readonly cacheDir: string;
  readonly dryRun: boolean;
  /** Artifacts that no action of the pipeline makes: folders relative to the pipeline's. */
  readonly orphans: readonly { readonly path: string; readonly bytes: number }[];
  /** What the user should know of what was kept. */
  readonly notices: readonly string[];
}

/** So many run files are kept, for comparing runs, even where fewer runs keep their results. */
const KEPT_RUN_FILES = 100;

/**
 * Removes from the cache what nothing reaches: not the current results of a profile, not pipeline.lock.json, not the last
 * runs, not the index of a checkout. And from artifacts/ what no action of the pipeline makes.
 * @throws PipelineError when what has to be kept cannot be told: then nothing is removed
 */
export function collectCacheGarbage(graph: Graph, options: CollectOptions): Promise<CacheGarbage> {
  return withSession(graph, (session) =>
    withCollectorLock(session.store, options.onWait, () => collect(session, options)),
  );
}

/** Holds off other garbage collectors and repairs while `use` runs; pipelines go on. */
export async function withCollectorLock<R>(
  store: Store,
  onWait: (() => void) | undefined,
  use: () => Promise<R>,
): Promise<R> {
  const lock = await store.lock('gc', onWait === undefined ? {} : { onWait });
  try {
    return await use();
  } finally {
    lock.release();
  }
}

async function collect(session: Session, options: CollectOptions): Promise<CacheGarbage> {
  const { graph, store } = session;
  // A run that is alive now may touch a result, name it in the index and be gone before we look at either.
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
      ...problems.map(describeProblem),
      ...describeKept(report, options, orphans.length - removed.length),
    ],
  };
}

async function findWhatToKeep(
  session: Session,
  graphs: readonly Graph[],
  keepRuns: number,
): Promise<{ keep: (alone: boolean) => Keep; problems: readonly string[] }> {
  const { store, graph } = session;
  const results = new Set<Digest>(listRunResults(store, keepRuns));
  const problems = new Set<string>();
  for (const one of graphs) {
    const current = await withSession(one, findCurrentResults);
    for (const key of current.keys) results.add(key);
    for (const problem of current.problems) problems.add(problem);
  }
  const known = new Set(graphs.flatMap(({ actions }) => [...actions.keys()]));
  const checkouts = new Map(store.index.readCheckouts());
  for (const folder of new Set([graph.baseDir, ...checkouts.keys()])) {
    const label = folder === graph.baseDir ? LOCK_FILE_NAME : join(folder, LOCK_FILE_NAME);
    for (const key of listLockedKeys(join(folder, LOCK_FILE_NAME), label)) results.add(key);
  }
  const indexed = [...checkouts].flatMap(([folder, actions]) =>
    Object.entries(actions).map(([id, { key }]) => ({
      id: id as ActionId,
      key,
      own: folder === graph.baseDir,
    })),
  );
  const logs = new Set([...known, ...indexed.map(({ id }) => id)]);
  const keep = (alone: boolean): Keep => {
    // A run with other axes, by --set, relies on actions that pipeline.json does not have.
    const last = indexed.filter(({ id, own }) => !own || !alone || known.has(id));
    return {
      results: new Set([...results, ...last.map(({ key }) => key)]),
      runs: Math.max(keepRuns, KEPT_RUN_FILES),
      logs,
    };
  };
  return { keep, problems: [...problems] };
}

function listLockedKeys(path: string, label: string): Digest[] {
  const profiles = [...(readLockFile(path, label)?.values() ?? [])];
  return profiles.flatMap((actions) => [...actions.values()].map(({ key }) => key));
}

function listRunResults(store: Store, keepRuns: number): Digest[] {
  const ids = keepRuns === 0 ? [] : store.listRuns().slice(-keepRuns);
  return ids.flatMap((id) => {
    const run = store.readRun(id);
    if (run === undefined) {
      throw new PipelineError(
        'RUN_DAMAGED',
        `The stored run ${id} is damaged, so it cannot be told which results it keeps.`,
        {
          hint: 'Remove it with pipeline cache verify --repair, then collect again.',
        },
      );
    }
    return run.actions.flatMap(({ key }) => (key === undefined ? [] : [key]));
  });
}

function describeProblem(problem: string): string {
  return `some current results cannot be told, only what was current last is kept: ${problem}`;
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
