import type { ActionDiff, DiffGroup, DiffReport } from '../diff/diff-report.ts';
import { describeCounts, describeGroup, describeSide, listFiles, summarizeFiles } from '../diff/index.ts';

/** Larger groups are summarized file by file. */
const MAX_LISTED_ACTIONS = 3;
const MAX_LISTED_FILES = 12;

/** A diff as lines of text: group by group what changed, why, and how the results differ. */
export function describeDiff(report: DiffReport): string[] {
  const { a, b, groups } = report;
  return [
    `A: ${describeSide(a)}, profile ${a.profile}`,
    `B: ${describeSide(b)}, profile ${b.profile}`,
    '',
    ...groups.flatMap((group) => [...describeWhole(group), '']),
    describeCounts(report),
  ];
}

function describeWhole(group: DiffGroup): string[] {
  const head = `${group.stage}: ${describeGroup(group)}: ${group.why}`;
  const isShort = group.actions.length <= MAX_LISTED_ACTIONS;
  return [head, ...(isShort ? group.actions.flatMap(describeAction) : describeMany(group))];
}

function describeAction(diff: ActionDiff): string[] {
  const files = listFiles(diff).map(
    ({ path, file }) => `    ${path}: ${file.summary}${closeness(file.withinTolerance)}`,
  );
  const notes = diff.outputs.flatMap(({ output, note }) =>
    note === undefined ? [] : [`    ${output}: ${note}`],
  );
  return [`  ${diff.action}`, ...shorten(files), ...notes];
}

function describeMany(group: DiffGroup): string[] {
  const shown = group.actions.slice(0, MAX_LISTED_ACTIONS).map(({ action }) => action);
  const files = summarizeFiles(group).map(({ path, count, withinTolerance, worst }) => {
    const where = `${path} in ${count} of ${group.actions.length}${closeness(withinTolerance)}`;
    return `  ${where}, most in ${worst.action}: ${worst.file.summary}`;
  });
  const notes = new Map<string, number>();
  for (const { output, note } of group.actions.flatMap(({ outputs }) => outputs)) {
    if (note !== undefined) notes.set(`${output}: ${note}`, (notes.get(`${output}: ${note}`) ?? 0) + 1);
  }
  return [
    `  ${shown.join(', ')} and ${group.actions.length - shown.length} more`,
    ...shorten(files),
    ...[...notes].map(([note, count]) => `  ${note}${count === 1 ? '' : ` (${count} actions)`}`),
  ];
}

function closeness(withinTolerance: boolean): string {
  return withinTolerance ? ' (within the tolerance)' : '';
}

function shorten(lines: readonly string[]): string[] {
  if (lines.length <= MAX_LISTED_FILES) return [...lines];
  return [...lines.slice(0, MAX_LISTED_FILES), `    and ${lines.length - MAX_LISTED_FILES} more files`];
}
