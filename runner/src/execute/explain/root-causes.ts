import type { ActionId } from '../../pipeline/model.ts';
import type { TracedChange } from './trace-changes.ts';

/** Where a chain of changes begins. */
export interface RootCause {
  /** In words: `params.epochs 10 → 12`, `code changed: src/study/attacks/pgd.ts`. */
  readonly text: string;
  /** The actions that changed because of it, as far as they were followed. */
  readonly actions: readonly ActionId[];
}

/** Follows every trail of changes to its end. Each end is listed once, with the actions it happened to. */
export function findRootCauses(action: ActionId, changes: readonly TracedChange[]): RootCause[] {
  const found = new Map<string, Set<ActionId>>();
  const add = (text: string, id: ActionId): void => {
    const actions = found.get(text) ?? new Set<ActionId>();
    found.set(text, actions.add(id));
  };
  const visited = new Set<readonly TracedChange[]>();
  const walk = (id: ActionId, list: readonly TracedChange[]): void => {
    if (visited.has(list)) return;
    visited.add(list);
    for (const { text, causes } of list) {
      if (causes === undefined || causes.length === 0) add(text, id);
      for (const cause of causes ?? []) {
        if (cause.note !== undefined) add(cause.note, cause.action);
        walk(cause.action, cause.changes);
      }
    }
  };
  walk(action, changes);
  return [...found].map(([text, actions]) => ({ text, actions: [...actions] }));
}
