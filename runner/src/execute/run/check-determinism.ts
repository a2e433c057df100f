import { PipelineError } from '../../base/errors.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { upstreamActions, withUpstream } from '../../pipeline/upstream.ts';
import { type ActionRecord, treeOf } from '../../store/action-record.ts';
import type { EventSink, RunEvent, RunSummary } from '../events.ts';
import type { RunOptions } from '../options.ts';
import { findOutputsNotInPlace } from '../session/restore-action.ts';
import { type Session, withSession } from '../session/session.ts';
import { settleActions } from '../session/settle-action.ts';
import type { RunSignals } from '../worker/run-signals.ts';
import { ComparingExecutor } from './comparing-executor.ts';
import { Runner } from './runner.ts';

type Differences = ComparingExecutor['differences'];

export interface DeterminismReport {
  readonly summary: RunSummary;
  readonly same: number;
  readonly differing: number;
  /** Selected, but without a result for the key they have now. */
  readonly withoutResult: number;
}

/**
 * Executes actions again with the inputs they had, in a scratch folder, and compares what they give with what the cache has.
 * Neither the cache nor the artifacts change. Actions that ran together as a batch run together again, if they are selected.
 * An action that gives other bytes ends as failed, NOT_DETERMINISTIC; what reads from it is checked all the same.
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
      const executor = new ComparingExecutor(session, signals, jobs, records);
      const options = { only: [...records.keys()], force: true, jobs, keepGoing: true, keepEdits: false };
      let summary: RunSummary | undefined;
      const report = (event: RunEvent): void => {
        const judged = judge(event, executor.differences);
        if (judged.type === 'run-finished') summary = judged;
        sink(judged);
      };
      const runner = new Runner(session, new Set(options.only), options, {
        sink: report,
        signals,
        executor,
        partOf: (id) => records.get(id)?.startedAt ?? '',
        keepsRun: false,
      });
      await runner.run();
      if (summary === undefined) throw new Error('The run ended without a summary.');
      const differing = countDiffering(executor.differences);
      const same = executor.differences.size - differing;
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
  const records = new Map<ActionId, ActionRecord>();
  for await (const settlement of settleActions(session, withUpstream(session.graph, selected), {
    artifacts: 'restore-edits',
    foreseesDamage: true,
  })) {
    if (settlement.state !== 'settled' || !selected.has(settlement.action.id)) continue;
    const record = session.lastResults.read(settlement.result.keyDigest);
    if (record !== undefined) records.set(settlement.action.id, record);
  }
  return records;
}

/** Inputs that are not among the artifacts, or were edited there, are taken from the cache for the time of the check. */
async function provideInputs(session: Session, records: ReadonlyMap<ActionId, ActionRecord>): Promise<void> {
  const sources = new Set([...records.keys()].flatMap((id) => [...upstreamActions(session.action(id))]));
  for (const id of sources) {
    const result = session.resultOf(id);
    const record = result === undefined ? undefined : session.lastResults.read(result.keyDigest);
    if (record === undefined) continue;
    for (const output of await findOutputsNotInPlace(session, id, session.action(id).outputs, record)) {
      const standIn = `${session.store.makeScratchFolder()}/${output}`;
      await session.store.restore(id, output, treeOf(record, output), standIn);
      session.useStandIn(id, output, standIn);
    }
  }
}

function countDiffering(differences: Differences): number {
  return [...differences.values()].filter((lines) => lines.length > 0).length;
}

/** The runner reports that an action was executed. This turns it into what the comparison found. */
function judge(event: RunEvent, found: Differences): RunEvent {
  if (event.type === 'run-finished') {
    const differing = countDiffering(found);
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
  const differences = found.get(event.action) ?? [];
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
