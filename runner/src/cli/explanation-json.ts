import type { Cause, Explanation, TracedChange } from '../execute/index.ts';

/**
 * An explanation as JSON. Actions share causes, and a tree of them could grow very large. So a cause that was written above is
 * given as its action and `"above": true`.
 */
export function toExplanationJson(explanation: Explanation): object {
  const written = new Set<Cause>();
  const { changes, lastRun, ...others } = explanation;
  return {
    ...others,
    changes: changes.map(foldChange),
    ...(lastRun === undefined ? {} : { lastRun: { ...lastRun, changes: lastRun.changes.map(foldChange) } }),
  };

  function foldChange(change: TracedChange): object {
    return change.causes === undefined ? change : { ...change, causes: change.causes.map(foldCause) };
  }

  function foldCause(cause: Cause): object {
    if (written.has(cause)) return { action: cause.action, above: true };
    written.add(cause);
    return { ...cause, changes: cause.changes.map(foldChange) };
  }
}
