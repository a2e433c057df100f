import type { Digest } from '../../base/digest.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import { detailsOf } from '../session/key-details.ts';
import type { LastResults } from '../session/last-results.ts';
import { reasons } from '../session/reasons.ts';
import type { PastRun } from '../session/run-history.ts';
import type { ChangeTracer, TracedChange } from './trace-changes.ts';

/** Why an action last ran. */
export interface LastRun {
  readonly startedAt: string;
  /** The run that executed it. Undefined when that run was killed, or its file is gone. */
  readonly run?: string;
  readonly reason?: string;
  /** The key of the result that it had before. */
  readonly keyBefore?: Digest;
  /** How its key differed from the one before. */
  readonly changes: readonly TracedChange[];
  /** Why there are no changes to show. */
  readonly note?: string;
  /** The later run that took this result from the cache, if one did. */
  readonly restored?: { readonly run: string; readonly startedAt: string; readonly reason: string };
}

/** Answers "why did this run?" for the result that a record holds, from cache/runs and the record before it. */
export function explainLastRun(
  lastResults: LastResults,
  tracer: ChangeTracer,
  record: ActionRecord,
): LastRun {
  const past = lastResults.history.of(record.action);
  const index = past.findIndex(({ outcome, key }) => outcome === 'executed' && key === record.keyDigest);
  const executed = past[index];
  const restored = past.slice(0, Math.max(0, index)).find((run) => isRestored(run, record.keyDigest));
  const keyBefore =
    (index === -1 ? [] : past.slice(index + 1)).find(({ key }) => key !== undefined)?.key ??
    youngestBefore(lastResults, record)?.keyDigest;
  const { changes, note } = compare(lastResults, tracer, record, keyBefore);
  return {
    startedAt: record.startedAt,
    ...(executed === undefined ? {} : { run: executed.run, reason: executed.reason }),
    ...(keyBefore === undefined ? {} : { keyBefore }),
    changes,
    ...(note === undefined ? {} : { note }),
    ...(restored === undefined
      ? {}
      : { restored: { run: restored.run, startedAt: restored.startedAt, reason: restored.reason } }),
  };
}

function isRestored({ outcome, key }: PastRun, wanted: Digest): boolean {
  return outcome === 'restored' && key === wanted;
}

function youngestBefore(
  lastResults: LastResults,
  { action, startedAt }: ActionRecord,
): ActionRecord | undefined {
  return lastResults.all(action).find((record) => record.startedAt < startedAt);
}

function compare(
  lastResults: LastResults,
  tracer: ChangeTracer,
  record: ActionRecord,
  keyBefore: Digest | undefined,
): { changes: TracedChange[]; note?: string } {
  if (keyBefore === undefined) return { changes: [], note: 'it has no result from before that' };
  if (keyBefore === record.keyDigest) return { changes: [], note: 'its key was the same as the time before' };
  const before = lastResults.read(keyBefore);
  if (before === undefined) return { changes: [], note: reasons.earlierRecordGone };
  return { changes: tracer.trace(detailsOf(before), detailsOf(record)) };
}
