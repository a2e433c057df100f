import type { ActionDiff, DiffGroup } from './diff-report.ts';

/**
 * Groups the actions of a stage that changed in the same way for the same reason. A changed input counts as the same reason
 * whichever upstream action changed it, so that 200 cells that read from four models do not make four groups.
 */
export function groupActions(diffs: readonly ActionDiff[]): DiffGroup[] {
  const groups = new Map<string, [ActionDiff, ...ActionDiff[]]>();
  for (const diff of diffs) {
    const { stage, change, verdict, changes, why } = diff;
    const reasons = changes?.map(({ field, text }) => (field.startsWith('inputs.') ? field : text)) ?? [why];
    const name = JSON.stringify([stage, change, verdict, reasons, notesOf(diff)]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [diff]);
    else group.push(diff);
  }
  return [...groups.values()].map((actions) => {
    const [{ stage, change, verdict }] = actions;
    return { stage, change, verdict, why: summarizeReasons(actions), actions };
  });
}

function notesOf({ outputs }: ActionDiff): string[] {
  return outputs.flatMap(({ output, note }) => (note === undefined ? [] : [output]));
}

function summarizeReasons(actions: readonly [ActionDiff, ...ActionDiff[]]): string {
  const reasons = [...new Set(actions.map(({ why }) => why))];
  const [first, ...others] = reasons;
  return others.length === 0 ? first! : `${first} (and ${others.length} more of the kind)`;
}
