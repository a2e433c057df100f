import type { FirstEpsilonRow } from '../generated/artifacts/first-epsilon.ts';
import type { SurvivalRow } from '../generated/artifacts/survival.ts';
import { wilsonInterval } from '../statistics/wilson-interval.ts';
import { groupBy } from './group-by.ts';

/** Images of one cell: an attack at one ε, or a minimum over attacks. */
export interface JudgedImages {
  readonly row: Pick<
    FirstEpsilonRow,
    'dataset' | 'model' | 'bayesian' | 'seed' | 'threat' | 'attack' | 'norm'
  > & {
    readonly epsilon: number;
  };
  readonly correct: Uint8Array;
}

export interface FirstEpsilons {
  readonly rows: readonly FirstEpsilonRow[];
  readonly survival: readonly SurvivalRow[];
  /** For each row each image's first ε; Infinity where no ε of the grid fools it. */
  readonly images: readonly Float64Array[];
}

export const firstEpsilonColumns = [
  'dataset',
  'model',
  'bayesian',
  'seed',
  'threat',
  'attack',
  'norm',
  'count',
  'epsilons',
  'largestEpsilon',
  'median',
  'wrongFromStart',
  'survivors',
] as const satisfies readonly (keyof FirstEpsilonRow)[];

export const survivalColumns = [
  'dataset',
  'model',
  'bayesian',
  'seed',
  'threat',
  'attack',
  'norm',
  'epsilon',
  'survival',
  'low',
  'high',
  'count',
] as const satisfies readonly (keyof SurvivalRow)[];

/**
 * For each attack on each model and each image, the first ε of the grid, in ascending order, at which the image is
 * classified wrongly; an image that is wrong unattacked has the grid's smallest. An attack's strength need not grow with
 * ε, so this is not where accuracy crosses a level, but what an attacker who may try every ε of the grid needs.
 * Cells with other numbers of images than the attack's first are left out.
 */
export function findFirstEpsilons(cells: readonly JudgedImages[]): FirstEpsilons {
  const groups = groupBy(cells, ({ row }) => [row.dataset, row.model, row.seed, row.threat, row.attack]);
  const found = groups.map((group) => {
    const { length } = group[0]!.correct;
    const ascending = group
      .filter((cell) => cell.correct.length === length)
      .sort((a, b) => a.row.epsilon - b.row.epsilon);
    const first = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
    const survival: SurvivalRow[] = [];
    for (const { row, correct } of ascending) {
      correct.forEach((isRight, image) => {
        if (!isRight) first[image] = Math.min(first[image]!, row.epsilon);
      });
      const survivors = first.reduce((sum, epsilon) => sum + (epsilon > row.epsilon ? 1 : 0), 0);
      survival.push({
        ...keyOf(row),
        epsilon: row.epsilon,
        survival: survivors / length,
        ...wilsonInterval(survivors, length),
        count: length,
      });
    }
    return { first, survival, row: describe(ascending, first, survival) };
  });
  return {
    rows: found.map(({ row }) => row),
    survival: found.flatMap(({ survival }) => survival),
    images: found.map(({ first }) => first),
  };
}

function describe(
  ascending: readonly JudgedImages[],
  first: Float64Array,
  survival: readonly SurvivalRow[],
): FirstEpsilonRow {
  const middle = [...first].sort((a, b) => a - b)[Math.ceil(first.length / 2) - 1]!;
  return {
    ...keyOf(ascending[0]!.row),
    count: first.length,
    epsilons: ascending.length,
    largestEpsilon: ascending.at(-1)!.row.epsilon,
    median: Number.isFinite(middle) ? middle : null,
    wrongFromStart: 1 - survival[0]!.survival,
    survivors: survival.at(-1)!.survival,
  };
}

function keyOf({ dataset, model, bayesian, seed, threat, attack, norm }: JudgedImages['row']) {
  return { dataset, model, bayesian, seed, threat, attack, norm };
}
