import type { CellPart } from './grid-cell.ts';
import { GridError } from './grid-error.ts';

/**
 * Refuses predictions that are not numbers: they would count as wrong, and pass a broken model off as a weak one.
 * @param firstExample index of the part's first image
 * @throws GridError GRID_NOT_FINITE naming the first such image
 */
export function checkFinite(part: CellPart, firstExample: number): void {
  const bad = part.logProbabilities.findIndex((value) => !Number.isFinite(value));
  if (bad === -1) return;
  const classes = part.logProbabilities.length / part.linf.length;
  throw new GridError(
    'GRID_NOT_FINITE',
    `The model's prediction for image ${firstExample + Math.floor(bad / classes)} is not a finite number`,
    'Look at the weights and at the training that made them: its loss has probably diverged.',
  );
}
