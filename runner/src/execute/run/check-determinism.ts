import { PipelineError } from '../../base/errors.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { withUpstream } from '../../pipeline/upstream.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import type { EventSink, RunEvent } from '../events.ts';
import { PLAIN_RUN, type RunOptions, type RunSignals } from '../options.ts';
import { planActions } from '../plan/plan-actions.ts';
import { findOutputsNotInPlace } from '../session/restore-action.ts';
import { type Session, withSession } from '../session/session.ts';
import { treeOf } from '../session/settle-action.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { createRepeater, type Repetition } from './comparing-executor.ts';
import { upstreamActions } from './priorities.ts';
import { measureCapacity, type RunSummary } from './run-pipeline.ts';
import { Runner } from './runner.ts';

export interface DeterminismReport {
  readonly summary: RunSummary;
  readonly same: number;
  readonly differing: number;
  /** Selected, but without a result for the key they have now. */
  readonly withoutResult: number;
}

/**
 * Executes actions again with the inputs they had, in a scratch folder, and compares what they give with what the cache
 * has. Neither the cache nor the artifacts change. What ran together as a batch runs together again, as far as it is
 * selected. An action that gives other bytes ends as failed, NOT_DETERMINISTIC; what reads from it is checked all the same.
 * @throws PipelineError NOTHING_TO_CHECK when no selected action has a result
 */
export function checkDeterminism(
  graph: Graph,
  { select, jobs }: Pick<RunOptions, 'select' | 'jobs'>,
  sink: EventSink,
  signals: RunSignals,
): Promise<DeterminismReport> {
  return withSession(
    graph,
    async (session) => {
      const selected = new Set(select ?? graph.actions.keys());
      const records = await findResults(session, selected);
      if (records.size === 0) {
        throw new PipelineError('NOTHING_TO_CHECK', 'No selected action has a result to compare with.', {
          exitCode: 2,
          hint: 'Run the pipeline first.',
        });
      }
      await provideInputs(session, records);
      const repetitions = new Map<ActionId, Repetition>();
      const options = { only: [...records.keys()], force: true, jobs, keepGoing: true, keepEdits: false };
      let summary: RunSummary | undefined;
      const report = (event: RunEvent): void => {
        const judged = judge(event, repetitions);
        if (judged.type === 'run-finished') summary = judged;
        sink(judged);
      };
      const runner = new Runner(session, new Set(options.only), options, {
        sink: report,
        signals,
        capacity: measureCapacity(session, options),
        pool: new WorkerPool(jobs),
        work: {
          execute: createRepeater(records, repetitions),
          partOf: (id) => records.get(id)?.startedAt ?? '',
          keepsRun: false,
        },
      });
      await runner.run();
      if (summary === undefined) throw new Error('The run ended without a summary.');
      const differing = countDiffering(repetitions);
      const same = repetitions.size - differing;
      return { summary, same, differing, withoutResult: selected.size - records.size };
    },
    { readOnly: true },
  );
}

/** The records of the selected actions that have a result for the key they have now. */
async function findResults(
  session: Session,
  selected: ReadonlySet<ActionId>,
): Promise<Map<ActionId, ActionRecord>> {
  const wanted = new Set(withUpstream(session.graph, selected));
  const planned = await planActions(session, wanted, PLAIN_RUN);
  const records = new Map<ActionId, ActionRecord>();
  for (const { action, keyed } of planned.values()) {
    if (!selected.has(action) || keyed === undefined || !session.results.has(action)) continue;
    const record = session.lastResults.read(keyed.keyDigest);
    if (record !== undefined) records.set(action, record);
  }
  return records;
}

/** Inputs that are not among the artifacts, or were edited there, are taken from the cache for the time of the check. */
async function provideInputs(session: Session, records: ReadonlyMap<ActionId, ActionRecord>): Promise<void> {
  const sources = new Set([...records.keys()].flatMap((id) => [...upstreamActions(session.action(id))]));
  for (const id of sources) {
    const result = session.results.get(id);
    const record = result === undefined ? undefined : session.lastResults.read(result.keyDigest);
    if (record === undefined) continue;
    for (const output of await findOutputsNotInPlace(session, id, session.action(id).outputs, record)) {
      const standIn = `${session.store.makeScratchFolder()}/${output}`;
      await session.store.restore(id, output, treeOf(record, output), standIn);
      session.useStandIn(id, output, standIn);
    }
  }
}

function countDiffering(repetitions: ReadonlyMap<ActionId, Repetition>): number {
  return [...repetitions.values()].filter(({ differences }) => differences.length > 0).length;
}

/** Turns the runner's word that an action was executed into what the comparison says. */
function judge(event: RunEvent, repetitions: ReadonlyMap<ActionId, Repetition>): RunEvent {
  if (event.type === 'run-finished') {
    const differing = countDiffering(repetitions);
    const { executed, failed } = event;
    return {
      ...event,
      ok: event.ok && differing === 0,
      executed: executed - differing,
      failed: failed + differing,
    };
  }
  if (event.type === 'action-started') return { ...event, reason: 'executed again' };
  if (event.type !== 'action-finished' || event.outcome !== 'executed') return event;
  const differences = repetitions.get(event.action)?.differences ?? [];
  if (differences.length === 0) return { ...event, reason: 'executed again: the same bytes' };
  const message = `Executed again it gave other bytes:\n${differences.map((one) => `  ${one}`).join('\n')}`;
  const hint =
    'Look for random numbers that do not come from the seed, the time, the order of a folder or a set, or threads that race.';
  return {
    ...event,
    outcome: 'failed',
    reason: `other bytes: ${differences.join('; ')}`,
    error: { code: 'NOT_DETERMINISTIC', message, hint, logTail: [] },
  };
}
