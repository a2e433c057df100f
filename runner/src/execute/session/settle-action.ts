import { PipelineError } from '../../base/errors.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import type { KeyedAction } from './compute-key.ts';
import { type LookUpOptions, lookUpResult, type Settled, type ToExecute } from './look-up-result.ts';
import type { Session } from './session.ts';

/** What is known of an action before a command does anything about it. */
export type Settlement = Waiting | Failed | ToExecute | Settled;

/** It reads from actions that have no result yet, so its key is not known. */
export interface Waiting {
  readonly state: 'waits';
  readonly action: Action;
  readonly waitsFor: readonly [ActionId, ...ActionId[]];
}

/**
 * Its key cannot be computed (a file is missing, or a program does not bundle), or the cache cannot be read for its result.
 */
interface Failed {
  readonly state: 'fails';
  readonly action: Action;
  readonly error: PipelineError;
}

interface Keyed {
  readonly state: 'keyed';
  readonly action: Action;
  readonly keyed: KeyedAction;
}

/**
 * Settles one action: computes its key, if all its inputs have results, and looks the key up in the cache. A result that is
 * found is stored in the session, because the keys of downstream actions need it.
 *
 * Every command settles its actions here. Commands differ in what they do with the answer: a run executes, a dry run tells,
 * a push copies.
 */
export async function settleAction(
  session: Session,
  action: Action,
  options: LookUpOptions = {},
): Promise<Settlement> {
  const known = await keyAction(session, action);
  if (known.state !== 'keyed') return known;
  try {
    const found = await lookUpResult(session, known.keyed, options);
    if (found.state === 'settled') session.adopt(action.id, found.result);
    return found;
  } catch (error) {
    return { state: 'fails', action, error: expectPipelineError(error) };
  }
}

/** The first half of settling: the key alone. The cache is not asked. */
export async function keyAction(session: Session, action: Action): Promise<Waiting | Failed | Keyed> {
  const [first, ...others] = session.findUnsettledInputs(action);
  if (first !== undefined) return { state: 'waits', action, waitsFor: [first, ...others] };
  try {
    return { state: 'keyed', action, keyed: await session.computeKey(action) };
  } catch (error) {
    return { state: 'fails', action, error: expectPipelineError(error) };
  }
}

/**
 * Walks a part of the graph and settles each action after those it reads from. If an action has to execute, the caller may
 * give the session a result (`session.adopt`) before it takes the next item; then downstream actions are settled too.
 * A run does not use this walk, because its results arrive in another order (run/ready-actions.ts).
 * @param ids in topological order
 */
export async function* settleActions(
  session: Session,
  ids: Iterable<ActionId>,
  options: LookUpOptions = {},
): AsyncGenerator<Settlement, void> {
  for (const id of ids) yield await settleAction(session, session.action(id), options);
}

/** Other errors are faults of ours, or of the system, and end the command. */
function expectPipelineError(error: unknown): PipelineError {
  if (error instanceof PipelineError) return error;
  throw error;
}
