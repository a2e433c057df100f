import type { Digest } from '../base/digest.ts';
import type { KeyDetails } from '../execute/session/key-details.ts';
import type { ActionId } from '../pipeline/model.ts';

/** An action as one side has it. */
export interface SideAction {
  /** Undefined if something that it reads from has no result. */
  readonly key?: Digest;
  /** Output name → tree digest. Undefined if it has no result, or only its key is known. */
  readonly outputs?: Readonly<Record<string, Digest>>;
  /** The key itself, if it is known without the cache. */
  readonly details?: KeyDetails;
  /** Why there are no outputs, to follow the action's name. */
  readonly missing?: string;
}

/** One of the two states that are compared. */
export interface Side {
  readonly kind: 'run' | 'lock' | 'revision' | 'present';
  /** What the user calls it: a run's id, a path, a revision. */
  readonly label: string;
  readonly profile: string;
  readonly actions: ReadonlyMap<ActionId, SideAction>;
}
