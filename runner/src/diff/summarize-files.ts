import type { FileDifference } from '../compare/file-difference.ts';
import type { ActionId } from '../pipeline/model.ts';
import type { ActionDiff, DiffGroup } from './diff-report.ts';

/** A file that actions of a group have in common, as it is in the action where it differs most. */
export interface FileSummary {
  /** Output and path: `result/predictions.npy`. */
  readonly path: string;
  /** Actions in which it differs. */
  readonly count: number;
  readonly withinTolerance: boolean;
  readonly worst: { readonly action: ActionId; readonly file: FileDifference };
}

/** Lists the files of a group's actions, each once, with the action where it differs most. */
export function summarizeFiles({ actions }: DiffGroup): FileSummary[] {
  const summaries = new Map<string, FileSummary>();
  for (const { action, path, file } of actions.flatMap(listFiles)) {
    const before = summaries.get(path);
    const isWorse = before === undefined || measure(file) > measure(before.worst.file);
    summaries.set(path, {
      path,
      count: (before?.count ?? 0) + 1,
      withinTolerance: (before?.withinTolerance ?? true) && file.withinTolerance,
      worst: isWorse ? { action, file } : before.worst,
    });
  }
  return [...summaries.values()];
}

/** An action's files that differ, by output and path. */
export function listFiles({ action, outputs }: ActionDiff): {
  readonly action: ActionId;
  readonly path: string;
  readonly file: FileDifference;
}[] {
  return outputs.flatMap(({ output, files = [] }) =>
    files.map((file) => ({ action, path: `${output}/${file.path}`, file })),
  );
}

/** Files beyond the tolerance come before files within it, whatever the size of the difference. */
function measure({ withinTolerance, numbers }: FileDifference): number {
  const largest = Math.min(numbers?.largestAbsolute?.value ?? 0, Number.MAX_VALUE / 2);
  return withinTolerance ? -1 / (1 + largest) : largest;
}
