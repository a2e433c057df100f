import { FigureError } from './figure-error.ts';

export type DatasetFamily = 'mnist' | 'cifar10';

/** What one figure of the study shows. */
export interface FigureEntry {
  readonly name: string;
  readonly kind:
    | 'attack'
    | 'clean'
    | 'uncertainty'
    | 'detection'
    | 'survival'
    | 'worst-case'
    | 'gradient-norm';
  /** The dataset of a figure of the paper; absent: any one dataset. */
  readonly family?: DatasetFamily;
  /** Part of the epsilon axis: `small` ends at 0.05, `large` shows everything from 0 on. */
  readonly range?: 'small' | 'large';
}

/** Largest epsilon of the small range (both norms, as in the study). */
export const smallRangeEnd = 0.05;
/** The large range reaches at least here, so that figures of different runs can be compared. */
export const largeRangeEnd = 0.5;

/** Accuracy of guessing among the ten classes of either dataset. */
export const chance = 0.1;

/** Whether an ε belongs to the small range, whose end may have been computed in floating point. */
export function isSmallEpsilon(epsilon: number): boolean {
  return epsilon <= smallRangeEnd + 1e-9;
}

export const figureCatalogue: readonly FigureEntry[] = [
  { name: 'figure-1', kind: 'attack', family: 'mnist', range: 'small' },
  { name: 'figure-2', kind: 'attack', family: 'mnist', range: 'large' },
  { name: 'figure-3', kind: 'clean', family: 'mnist' },
  { name: 'figure-4', kind: 'clean', family: 'cifar10' },
  {
    name: 'figure-5',
    kind: 'attack',
    family: 'cifar10',
    range: 'small',
  },
  {
    name: 'figure-6',
    kind: 'attack',
    family: 'cifar10',
    range: 'large',
  },
  { name: 'uncertainty', kind: 'uncertainty' },
  { name: 'detection', kind: 'detection' },
  { name: 'survival', kind: 'survival' },
  { name: 'worst-case', kind: 'worst-case' },
  { name: 'gradient-norm', kind: 'gradient-norm' },
];

/** Title of a figure of a dataset: MNIST for any part of MNIST, a user's own arrays by their name. */
export function titleFigure({ kind, range }: FigureEntry, dataset: string): string {
  const family = familyOf(dataset);
  const subject = family === undefined ? dataset : labelDataset(family);
  return kind === 'clean' ? `${subject}, clean test accuracy` : `${subject} under attack, ${range} ε`;
}

/** @throws FigureError `FIGURE_UNKNOWN` */
export function findFigure(name: string): FigureEntry {
  const entry = figureCatalogue.find((figure) => figure.name === name);
  if (entry === undefined) {
    throw new FigureError('FIGURE_UNKNOWN', `There is no figure ${JSON.stringify(name)}`, {
      hint: `Choose one of ${figureCatalogue.map((figure) => figure.name).join(', ')}`,
    });
  }
  return entry;
}

/** The family a dataset belongs to: `mnist-10k` is a part of MNIST. Undefined for a user's own arrays. */
export function familyOf(dataset: string): DatasetFamily | undefined {
  if (dataset === 'mnist' || dataset.startsWith('mnist-')) return 'mnist';
  if (dataset === 'cifar10' || dataset.startsWith('cifar10-')) return 'cifar10';
  return undefined;
}

/** How a dataset is named to readers. */
export function labelDataset(dataset: string): string {
  const labels: Record<string, string> = { mnist: 'MNIST', 'mnist-10k': 'MNIST 10k', cifar10: 'CIFAR-10' };
  return labels[dataset] ?? dataset;
}
