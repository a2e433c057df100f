import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../../base/digest.ts';
import { withIoErrors } from '../errors.ts';
import { removeFailedLog } from '../failed-logs.ts';
import type { Store } from '../store.ts';
import { findHorizon } from './clock-mark.ts';
import {
  type GarbageLimits,
  type GarbagePlan,
  type Keep,
  needsOf,
  planGarbage,
  type Removal,
} from './plan-garbage.ts';
import { removeFolderIfAlone } from './remove-folder.ts';
import { removeUnlessUsed } from './remove-unless-used.ts';
import { type Survey, surveyStore } from './survey-store.ts';

export interface GarbageOptions {
  readonly limits: GarbageLimits;
  /** What has to stay. Called again with `alone: false` when another process begins to use the cache meanwhile. */
  readonly keep: (alone: boolean) => Keep;
  /** From takeClockMark, called before anything was read on which `keep` depends. */
  readonly markNs: bigint;
  /** Only say what would be removed. */
  readonly dryRun: boolean;
}

export interface GarbageReport {
  readonly removed: readonly Removal[];
  readonly beforeBytes: number;
  readonly afterBytes: number;
  readonly keptResults: number;
  /** Whether more was kept because other processes were using the cache. */
  readonly alone: boolean;
}

/**
 * Removes what nobody needs: first results that need not be kept, as far as the limits say, then files that no result
 * needs.
 * It is safe beside running pipelines: what they have touched since they began stays. The caller holds the mutex `gc`.
 * @throws StoreIoError
 */
export function collectGarbage(store: Store, options: GarbageOptions): GarbageReport {
  const { folders, scratch } = store;
  const survey = surveyStore(folders);
  let plan = makePlan(store, survey, options, scratch.listUsers().length === 0);
  if (options.dryRun) return report(plan, plan.removals);
  if (plan.alone) {
    forgetRemoved(store, plan);
    // A process that starts later reads the index as it is now. One that started meanwhile may rely on its old content.
    if (scratch.listUsers().length > 0) plan = makePlan(store, survey, options, false);
  }
  return report(plan, carryOut(store, survey, plan));
}

interface MomentaryPlan extends GarbagePlan {
  readonly alone: boolean;
  readonly horizonNs: bigint;
}

function makePlan(store: Store, survey: Survey, options: GarbageOptions, alone: boolean): MomentaryPlan {
  const horizonNs = findHorizon(options.markNs, store.scratch);
  const moment = { alone, horizonNs, nowMs: Date.now() };
  return { ...planGarbage(survey, options.keep(alone), options.limits, moment), alone, horizonNs };
}

/** Makes the index forget removed records, which would otherwise look lost. */
function forgetRemoved({ index }: Store, { keptResults, removals }: GarbagePlan): void {
  const kept = new Set(keptResults.map(({ key }) => key));
  const gone = new Set(removals.flatMap(({ kind, action = '' }) => (kind === 'result' ? [action] : [])));
  for (const id of index.actionIds()) {
    const key = index.action(id)?.key;
    if (gone.has(id) && key !== undefined && !kept.has(key)) index.forget(id);
  }
  index.save();
}

function carryOut(store: Store, survey: Survey, plan: MomentaryPlan): Removal[] {
  const { folders, scratch } = store;
  const byPath = new Map(survey.results.map((result) => [result.path, result]));
  const needed = new Set<Digest>(plan.keptResults.flatMap((result) => [...needsOf(result)]));
  return plan.removals.filter(({ kind, path, action = '' }) => {
    const whole = join(folders.root, path);
    switch (kind) {
      case 'result': {
        if (removeUnlessUsed(whole, plan.horizonNs, folders, scratch)) return true;
        const result = byPath.get(path);
        for (const digest of result === undefined ? [] : needsOf(result)) needed.add(digest);
        return false;
      }
      case 'file': {
        const digest = path.slice('objects/'.length).replace('/', '') as Digest;
        return !needed.has(digest) && removeUnlessUsed(whole, plan.horizonNs, folders, scratch);
      }
      case 'checkpoint':
        return removeFolderIfAlone(whole, scratch);
      case 'log':
        removeFailedLog(folders, action);
        return true;
      default:
        withIoErrors('remove', whole, () => rmSync(whole, { force: true }));
        return true;
    }
  });
}

function report(plan: MomentaryPlan, removed: readonly Removal[]): GarbageReport {
  const freed = removed.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    removed,
    beforeBytes: plan.beforeBytes,
    afterBytes: plan.beforeBytes - freed,
    keptResults: plan.keptResults.length,
    alone: plan.alone,
  };
}
