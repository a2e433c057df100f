import { familyOf } from '../results/dataset-labels.ts';
import type { FigureEntry } from './figure-catalogue.ts';
import { FigureError } from './figure-error.ts';

/**
 * Chooses the dataset that a figure shows: the one asked for, or else the only dataset in the table that belongs to the figure's
 * family. A table that holds nothing but a user's own arrays is shown as it is.
 * @throws FigureError FIGURE_NO_DATA where no dataset fits, FIGURE_AMBIGUOUS where several do
 */
export function chooseDataset(
  rows: Iterable<{ readonly dataset: string }>,
  figure: FigureEntry,
  asked?: string,
): string {
  const present = [...new Set([...rows].map((row) => row.dataset))];
  const ofFamily = present.filter(
    (dataset) => figure.family === undefined || familyOf(dataset) === figure.family,
  );
  const own =
    figure.family !== undefined && present.every((dataset) => familyOf(dataset) === undefined) ? present : [];
  const fitting =
    asked === undefined ? [...ofFamily, ...own] : present.filter((dataset) => dataset === asked);
  if (fitting.length === 0) {
    const found =
      present.length === 0 ? 'the table has no rows for it' : `the table has only ${present.join(', ')}`;
    throw new FigureError(
      'FIGURE_NO_DATA',
      `${figure.name} shows ${asked ?? figure.family ?? 'any dataset'}, and ${found}`,
      {
        hint: 'Add the dataset to the axes of the stages before, take the figure out of the plot stage, or set its "dataset"',
      },
    );
  }
  if (fitting.length > 1) {
    throw new FigureError('FIGURE_AMBIGUOUS', `${figure.name} could show any of ${fitting.join(', ')}`, {
      hint: 'Name one in the "dataset" parameter of the plot stage',
    });
  }
  return fitting[0]!;
}
