import type { Action, ActionId, Graph } from '../../pipeline/model.ts';
import type { EventSink, RunSummary } from '../events.ts';
import { LocalExecutor } from '../executors/local-executor.ts';
import { looksSecret } from '../executors/secrets.ts';
import { RunningNote } from '../explain/running-note.ts';
import { assertLockWritable, writeLock } from '../frozen/write-lock.ts';
import type { RunOptions } from '../options.ts';
import { takeLastResults } from '../plan/take-last-results.ts';
import { wantedActions } from '../plan/wanted-actions.ts';
import { restoreWithMutex } from '../session/restore-action.ts';
import { type Session, withSession } from '../session/session.ts';
import type { RunSignals } from '../worker/run-signals.ts';
import { Runner } from './runner.ts';

/**
 * Runs the selected actions and what they need, or with `only` just those. Every action's fate is an event; a failed action
 * does not reject.
 * @throws PipelineError when the run cannot start: a program that does not bundle, a missing file, `only` without inputs,
 *   a lock file that cannot be brought up to date
 */
export function runPipeline(
  graph: Graph,
  options: RunOptions,
  sink: EventSink,
  signals: RunSignals,
): Promise<RunSummary> {
  const run = async (session: Session): Promise<RunSummary> => {
    const wanted = wantedActions(graph, options);
    const actions = [...wanted].map((id) => session.action(id));
    const writesLock = options.writeLock === true && !options.keepEdits;
    if (writesLock) assertLockWritable(graph.baseDir);
    warnOfSecrets(actions, sink);
    const note = new RunningNote(session, sink);
    const executor = new LocalExecutor(session, signals, options.jobs);
    let summary: RunSummary;
    try {
      prepareWorkers(session, actions, options.jobs, executor);
      await session.sources.digestPrograms(actions);
      if (options.only !== undefined) await takeInputs(session, wanted);
      const runner = new Runner(session, wanted, options, {
        sink: (event) => note.handle(event),
        signals,
        executor,
        keepsRun: true,
      });
      summary = await runner.run();
    } finally {
      executor.close();
      note.close();
    }
    if (summary.ok && writesLock) await writeLock(session, wanted);
    return summary;
  };
  return withSession(graph, run, { inUse: true });
}

/** Says which variables under `env` are secrets by their names: keys and records hold their values. */
function warnOfSecrets(actions: readonly Action[], sink: EventSink): void {
  const told = new Set<string>();
  for (const { stage, env } of actions) {
    for (const name of env.filter(looksSecret)) {
      const message = `${stage}: ${name} under "env" is kept in keys, records and remotes, and its name is that of a secret; "passEnv" passes it on and keeps it nowhere`;
      if (!told.has(message)) sink({ type: 'notice', message });
      told.add(message);
    }
  }
}

/**
 * Lets Node start while the first program is bundled, if that program is all but certain to run: it was never seen here before.
 * Both take about as long.
 */
function prepareWorkers(
  session: Session,
  actions: readonly Action[],
  jobs: number,
  executor: LocalExecutor,
): void {
  const [first] = actions;
  if (
    first?.program === undefined ||
    first.resources.gpus > 0 ||
    session.sources.remembersProgram(first.program)
  )
    return;
  const alike = actions.filter(({ stage }) => stage === first.stage).length;
  for (let count = Math.min(alike, jobs); count > 0; count--) executor.prepare(first);
}

/** For `--only`: takes the last results of what the actions read, and places their artifacts. @throws DamagedBlobError */
async function takeInputs(session: Session, only: ReadonlySet<ActionId>): Promise<void> {
  for (const { id, record, notInPlace } of await takeLastResults(session, only))
    await restoreWithMutex(session, id, notInPlace, record);
}
