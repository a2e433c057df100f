import { totalmem } from 'node:os';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { withUpstream } from '../../pipeline/upstream.ts';
import type { EventSink, RunEvent } from '../events.ts';
import { RunningNote } from '../explain/running-note.ts';
import { assertLockWritable, writeLock } from '../frozen/write-lock.ts';
import type { RunOptions, RunSignals } from '../options.ts';
import { type Session, withSession } from '../session/session.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { Runner } from './runner.ts';
import type { Capacity } from './scheduler.ts';
import { takeInputs } from './take-inputs.ts';

export type RunSummary = Extract<RunEvent, { type: 'run-finished' }>;

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
    const writesLock = options.writeLock === true && !options.keepEdits;
    if (writesLock) assertLockWritable(graph.baseDir);
    const note = new RunningNote(session, sink);
    const pool = new WorkerPool(options.jobs);
    let summary: RunSummary;
    try {
      prepareWorkers(session, wanted, options.jobs, pool);
      await checkPrograms(session, wanted);
      if (options.only !== undefined) await takeInputs(session, wanted);
      const runner = new Runner(session, wanted, options, {
        sink: (event) => note.handle(event),
        signals,
        capacity: measureCapacity(session, options),
        pool,
      });
      summary = await runner.run();
    } finally {
      pool.close();
      note.close();
    }
    if (summary.ok && writesLock) await writeLock(session, wanted);
    return summary;
  };
  return withSession(graph, run, { inUse: true });
}

/** What this machine has for a run. */
export function measureCapacity({ gpuIds }: Session, { jobs }: Pick<RunOptions, 'jobs'>): Capacity {
  return { threads: jobs, gpuIds, memoryMiB: Math.floor(totalmem() / 1024 / 1024) };
}

/** The actions of a run, in topological order. */
export function wantedActions(
  graph: Graph,
  { select, only }: Pick<RunOptions, 'select' | 'only'>,
): ReadonlySet<ActionId> {
  if (only !== undefined) {
    const chosen = new Set(only);
    return new Set([...graph.actions.keys()].filter((id) => chosen.has(id)));
  }
  return new Set(select === undefined ? graph.actions.keys() : withUpstream(graph, select));
}

/**
 * Lets Node start while the first program is bundled, where that is all but certain to run: nothing of it was seen here before.
 * The two take about as long.
 */
function prepareWorkers(
  session: Session,
  wanted: ReadonlySet<ActionId>,
  jobs: number,
  pool: WorkerPool,
): void {
  const [first] = [...wanted].map((id) => session.action(id));
  if (
    first?.program === undefined ||
    first.resources.gpus > 0 ||
    session.sources.remembersProgram(first.program)
  )
    return;
  const alike = [...wanted].filter((id) => session.action(id).stage === first.stage).length;
  const surroundings = {
    environment: session.environmentOf(first, { gpuIds: [] }),
    cwd: session.graph.baseDir,
  };
  for (let count = Math.min(alike, jobs); count > 0; count--) pool.prepare(surroundings);
}

/** A program or module with a syntax error is found before anything runs. */
export async function checkPrograms(session: Session, wanted: ReadonlySet<ActionId>): Promise<void> {
  for (const id of wanted) {
    const action = session.action(id);
    if (action.program !== undefined) await session.sources.program(action.program);
    await session.sources.inputModules(action);
  }
}
