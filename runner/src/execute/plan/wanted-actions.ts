import type { ActionId, Graph } from '../../pipeline/model.ts';
import { withUpstream } from '../../pipeline/upstream.ts';
import type { RunOptions } from '../options.ts';
import type { LookUpOptions } from '../session/look-up-result.ts';

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

/** How a run looks up results. `force` means the selection, and everything when there is none. */
export function toLookUpOptions({ force, select, only, keepEdits }: RunOptions): LookUpOptions {
  const chosen = select ?? only;
  const forced = chosen === undefined ? undefined : new Set(chosen);
  return {
    isForced: (id) => force && (forced?.has(id) ?? true),
    artifacts: keepEdits ? 'keep-edits' : 'restore-edits',
  };
}
