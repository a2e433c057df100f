import type { FileDifference, FileVersion } from '../compare/file-difference.ts';
import type { DiffReport } from './diff-report.ts';

/** The report as `pipeline diff --json` writes it. It has no paths of this machine, and groups name their actions. */
export function toJsonReport({ groups, ...report }: DiffReport): object {
  return {
    ...report,
    groups: groups.map(({ actions, ...group }) => ({
      ...group,
      actions: actions.map(({ action }) => action),
    })),
    actions: groups.flatMap(({ actions }) =>
      actions.map(({ outputs, ...diff }) => ({
        ...diff,
        outputs: outputs.map((output) =>
          output.files === undefined ? output : { ...output, files: output.files.map(withoutPaths) },
        ),
      })),
    ),
  };
}

function withoutPaths({ before, after, ...difference }: FileDifference): object {
  return {
    ...difference,
    ...(before === undefined ? {} : { before: describe(before) }),
    ...(after === undefined ? {} : { after: describe(after) }),
  };
}

function describe({ size, digest }: FileVersion): object {
  return { size, digest };
}
