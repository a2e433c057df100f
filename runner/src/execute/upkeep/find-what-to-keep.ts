import { join } from 'node:path';
import type { Digest } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';
import { LOCK_FILE_NAME } from '../../lockfile/lock-file.ts';
import { readLockFile } from '../../lockfile/read-lock-file.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import type { Keep } from '../../store/garbage/plan-garbage.ts';
import type { Store } from '../../store/store.ts';
import { type Session, withSession } from '../session/session.ts';
import { settleActions } from '../session/settle-action.ts';

/** Run files that are kept for comparing runs, even if fewer runs keep their results. */
const KEPT_RUN_FILES = 100;

interface WhatToKeep {
  /** @param alone whether no other process uses the cache */
  readonly keep: (alone: boolean) => Keep;
  /** Why the keys of some actions cannot be computed, each reason once. */
  readonly problems: readonly string[];
}

/**
 * What a garbage collection must leave: the current results of these graphs, and those of lock files, of the last runs, and
 * of the index of every checkout.
 * @param graphs all profiles of the pipeline
 * @throws PipelineError RUN_DAMAGED, InvalidLockFileError
 */
export async function findWhatToKeep(
  { store, graph }: Session,
  graphs: readonly Graph[],
  keepRuns: number,
): Promise<WhatToKeep> {
  const results = new Set<Digest>(listRunResults(store, keepRuns));
  const problems = new Set<string>();
  for (const one of graphs) {
    await withSession(one, (session) => findCurrentResults(session, results, problems), { readOnly: true });
  }
  const checkouts = new Map(store.index.readCheckouts());
  for (const folder of new Set([graph.baseDir, ...checkouts.keys()])) {
    const label = folder === graph.baseDir ? LOCK_FILE_NAME : join(folder, LOCK_FILE_NAME);
    for (const key of listLockedKeys(join(folder, LOCK_FILE_NAME), label)) results.add(key);
  }
  const known = new Set(graphs.flatMap(({ actions }) => [...actions.keys()]));
  const indexed = [...checkouts].flatMap(([folder, actions]) =>
    Object.entries(actions).map(([id, { key }]) => ({
      id: id as ActionId,
      key,
      own: folder === graph.baseDir,
    })),
  );
  const keep = (alone: boolean): Keep => {
    // A run that is alive may have other axes, by --set, and rely on actions that pipeline.json does not have.
    const last = indexed.filter(({ id, own }) => !own || !alone || known.has(id));
    return {
      results: new Set([...results, ...last.map(({ key }) => key)]),
      runs: Math.max(keepRuns, KEPT_RUN_FILES),
      logs: new Set([...known, ...indexed.map(({ id }) => id)]),
    };
  };
  return { keep, problems: [...problems] };
}

/** Finds the results that a run would find in the cache now. */
async function findCurrentResults(
  session: Session,
  results: Set<Digest>,
  problems: Set<string>,
): Promise<void> {
  for await (const settlement of settleActions(session, session.graph.actions.keys())) {
    if (settlement.state === 'settled') results.add(settlement.result.keyDigest);
    if (settlement.state === 'fails') problems.add(settlement.error.message);
  }
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
      const message = `The stored run ${id} is damaged, so it cannot be told which results it keeps.`;
      throw new PipelineError('RUN_DAMAGED', message, {
        hint: 'Remove it with npx pipeline cache verify --repair, then collect again.',
      });
    }
    return run.actions.flatMap(({ key }) => (key === undefined ? [] : [key]));
  });
}
