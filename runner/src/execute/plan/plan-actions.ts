import { digestBytes } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import type { RunOptions } from '../options.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import { reasonWithoutRecord } from '../session/look-up-result.ts';
import { reasons } from '../session/reasons.ts';
import type { Session } from '../session/session.ts';
import { type Settlement, settleActions, type Waiting } from '../session/settle-action.ts';
import { toLookUpOptions } from './wanted-actions.ts';

/** `fail`: it cannot even start, for example because a file is missing. `skip`: something that it reads from would fail. */
export type PlannedState = 'up-to-date' | 'restore' | 'execute' | 'depends' | 'fail' | 'skip';

/** What a run would do with an action, and why. */
export interface PlannedAction {
  readonly action: ActionId;
  readonly state: PlannedState;
  readonly reason: string;
  /** The upstream actions that will execute. In state `depends`, the action need not run if they give the same bytes. */
  readonly dependsOn: readonly ActionId[];
}

/** A planned action with what its state was decided from. */
export interface PlanEntry extends PlannedAction {
  /** Undefined while its key is not known: an action that it reads from has to run first. */
  readonly keyed?: KeyedAction;
}

/**
 * Decides for each of the actions what a run would do. Changes nothing on disk. The session adopts the results of those that
 * need not run.
 * @param wanted in topological order
 */
export async function planActions(
  session: Session,
  wanted: ReadonlySet<ActionId>,
  options: RunOptions,
): Promise<Map<ActionId, PlanEntry>> {
  const look = { ...toLookUpOptions(options), foreseesDamage: true };
  const planned = new Map<ActionId, PlanEntry>();
  for await (const settlement of settleActions(session, wanted, look)) {
    const { id } = settlement.action;
    const isForced = look.isForced?.(id) === true;
    const entry =
      settlement.state === 'waits'
        ? await planWaiting(session, settlement, planned, isForced)
        : planSettled(settlement);
    planned.set(id, { action: id, ...entry });
  }
  return planned;
}

type Planned = Omit<PlanEntry, 'action'>;

function planSettled(settlement: Exclude<Settlement, Waiting>): Planned {
  if (settlement.state === 'fails') return fail(settlement.error, []);
  const { reason, keyed } = settlement;
  if (settlement.state === 'execute') return { state: 'execute', reason, dependsOn: [], keyed };
  const state = settlement.notInPlace.length === 0 ? 'up-to-date' : 'restore';
  return { state, reason, dependsOn: [], keyed };
}

/** Plans an action that reads from actions without results: they execute first, or cannot execute. */
async function planWaiting(
  session: Session,
  { action, waitsFor }: Waiting,
  planned: ReadonlyMap<ActionId, PlannedAction>,
  isForced: boolean,
): Promise<Planned> {
  const stateOf = (id: ActionId): PlannedState | undefined => planned.get(id)?.state;
  const lost = waitsFor.find((id) => stateOf(id) === 'fail' || stateOf(id) === 'skip');
  if (lost !== undefined) {
    const reason = reasons.inputLost(lost, stateOf(lost) === 'fail' ? 'failed' : 'skipped');
    return { state: 'skip', reason, dependsOn: [] };
  }
  const dependsOn = waitsFor;
  const error = await findKeyError(session, action);
  if (error !== undefined) return fail(error, dependsOn);
  // Its key is not known yet. But an action that is forced, or has no record under any key, runs in any case.
  if (isForced) return { state: 'execute', reason: reasons.forced, dependsOn };
  const { record, goneKey } = session.lastResults.lookUp(action.id);
  if (record === undefined) return { state: 'execute', reason: reasonWithoutRecord(goneKey), dependsOn };
  return { state: 'depends', reason: reasons.dependsOn(dependsOn), dependsOn };
}

/** Why the key could not be computed whatever the inputs will be: a missing file stays missing. */
async function findKeyError(session: Session, action: Action): Promise<PipelineError | undefined> {
  try {
    await session.computeKey(action, () => digestBytes(''));
    return undefined;
  } catch (error) {
    if (error instanceof PipelineError) return error;
    throw error;
  }
}

function fail({ message }: PipelineError, dependsOn: readonly ActionId[]): Planned {
  return { state: 'fail', reason: message, dependsOn };
}
