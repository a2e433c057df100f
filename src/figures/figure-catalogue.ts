import { type DatasetFamily, familyOf, labelDataset } from '../results/dataset-labels.ts';
import { FigureError } from './figure-error.ts';

/** One figure of the study: what it shows. */
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
  /** The dataset of a figure of the paper; absent where any dataset will do. */
  readonly family?: DatasetFamily;
  /** Which part of the ε axis it shows: `small` ends at 0.05, `large` is the whole axis. */
  readonly range?: 'small' | 'large';
}

/** All figures that the plot stage can draw: those of the paper by their number, then the study's own. */
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

/** Title of a figure of the paper. Any part of MNIST is called MNIST; a user's own arrays keep their name. */
export function titleFigure({ kind, range }: FigureEntry, dataset: string): string {
  const family = familyOf(dataset);
  const subject = family === undefined ? dataset : labelDataset(family);
  return kind === 'clean' ? `${subject}, clean test accuracy` : `${subject} under attack, ${range} ε`;
}

/** Name of a figure's file as readers know it: `Figure 1, transfer`, `Survival, MNIST 10k, direct`. See writeFigure. */
export function labelFigure(fileName: string): string {
  const entry = figureCatalogue.find(({ name }) => fileName.startsWith(`${name}-`));
  if (entry === undefined) return fileName;
  const [, dataset, threat = ''] = /^(?:(.*)-)?([^-]*)$/.exec(fileName.slice(entry.name.length + 1)) ?? [];
  const title = entry.name.replaceAll('-', ' ');
  return [
    title.charAt(0).toUpperCase() + title.slice(1),
    ...(dataset === undefined ? [] : [labelDataset(dataset)]),
    threat,
  ].join(', ');
}

/**
 * Finds a figure by its name.
 * @throws FigureError FIGURE_UNKNOWN
 */
export function findFigure(name: string): FigureEntry {
  const entry = figureCatalogue.find((figure) => figure.name === name);
  if (entry === undefined) {
    throw new FigureError('FIGURE_UNKNOWN', `There is no figure ${JSON.stringify(name)}`, {
      hint: `Choose one of ${figureCatalogue.map((figure) => figure.name).join(', ')}`,
    });
  }
  return entry;
}
