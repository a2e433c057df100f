import type { CompareOptions } from '../compare/options.ts';
import { type Session, withSession } from '../execute/session/session.ts';
import type { ActionId, Graph } from '../pipeline/model.ts';
import { compareOutputs } from './compare-outputs.ts';
import type { ActionDiff, DiffReport, OutputDiff, Verdict } from './diff-report.ts';
import { explainKey } from './explain-key.ts';
import { groupActions } from './group-actions.ts';
import { resolveSides } from './resolve-sides.ts';
import type { Side, SideAction } from './side.ts';

export interface DiffRequest extends Required<Pick<CompareOptions, 'tolerance' | 'schemaFolders'>> {
  /** See resolveSides. */
  readonly a?: string | undefined;
  readonly b?: string | undefined;
  /** Whether to compare an action. It is also asked about actions that the pipeline no longer has. */
  readonly isSelected: (id: ActionId) => boolean;
}

/**
 * Compares two states of a pipeline: which actions changed, why, and how their results differ. Runs nothing.
 * @throws DiffRequestError when a side does not exist, InvalidLockFileError
 */
export function diffPipeline(graph: Graph, request: DiffRequest): Promise<DiffReport> {
  const diff = async (session: Session): Promise<DiffReport> => {
    const [a, b] = await resolveSides(session, request.a, request.b);
    const diffs: ActionDiff[] = [];
    let unchanged = 0;
    for (const id of listActions(graph, a, b).filter(request.isSelected)) {
      const diff = await diffAction(session, id, a.actions.get(id), b.actions.get(id), request);
      if (diff === undefined) unchanged += 1;
      else diffs.push(diff);
    }
    return {
      pipeline: graph.name,
      a: describeSide(a),
      b: describeSide(b),
      tolerance: request.tolerance,
      unchanged,
      groups: groupActions(diffs),
      isDifferent: diffs.some(({ verdict }) => verdict === 'differs' || verdict === 'unknown'),
    };
  };
  return withSession(graph, diff, { readOnly: true });
}

function describeSide({ kind, label, profile }: Side): DiffReport['a'] {
  return { kind, label, profile };
}

/** In the order of the pipeline. Actions that it no longer has come last. */
function listActions(graph: Graph, a: Side, b: Side): ActionId[] {
  const ids = new Set([...a.actions.keys(), ...b.actions.keys()]);
  const known = [...graph.actions.keys()].filter((id) => ids.has(id));
  return [...known, ...[...ids].filter((id) => !graph.actions.has(id)).sort()];
}

/** @returns undefined where neither key nor outputs differ */
async function diffAction(
  session: Session,
  action: ActionId,
  before: SideAction | undefined,
  after: SideAction | undefined,
  options: CompareOptions,
): Promise<ActionDiff | undefined> {
  const stage = session.graph.actions.get(action)?.stage ?? action.split('/', 1)[0]!;
  if (before === undefined || after === undefined) {
    const [change, why] =
      before === undefined ? (['added', 'only B has it'] as const) : (['removed', 'only A has it'] as const);
    return { action, stage, change, verdict: 'differs', why, outputs: [] };
  }
  const isSameKey = before.key !== undefined && before.key === after.key;
  const outputs = await compareOutputs(session, before, after, options);
  const isKnown = before.outputs !== undefined && after.outputs !== undefined;
  if (isSameKey && (outputs.length === 0 || !isKnown)) return undefined;
  const reason = explainKey(session, before, after);
  if (isKnown) {
    return { action, stage, change: 'changed', verdict: judge(outputs), ...reason, outputs };
  }
  const notes = [before.outputs ?? before.missing, after.outputs ?? after.missing].filter(
    (missing) => typeof missing === 'string' && !reason.why.includes(missing),
  );
  const why = [reason.why, ...notes].join('; ');
  return { action, stage, change: 'changed', verdict: 'unknown', ...reason, why, outputs: [] };
}

function judge(outputs: readonly OutputDiff[]): Verdict {
  if (outputs.length === 0) return 'same-bytes';
  const isClose = outputs.every(
    ({ files = [] }) => files.length > 0 && files.every((file) => file.withinTolerance),
  );
  return isClose ? 'within-tolerance' : 'differs';
}
