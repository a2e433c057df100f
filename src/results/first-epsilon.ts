import { join } from 'node:path';
import type { FirstEpsilonRow } from '../generated/artifacts/first-epsilon.ts';
import type { SurvivalRow } from '../generated/artifacts/survival.ts';
import { wilsonInterval } from '../statistics/wilson-interval.ts';
import { groupBy } from './group-by.ts';
import { writeRaggedRows } from './write-ragged.ts';
import { writeTable } from './write-table.ts';

/** What became of the images of one cell: of an attack at one ε, or of the worst case over attacks. */
export interface JudgedImages {
  readonly row: Pick<
    FirstEpsilonRow,
    'dataset' | 'model' | 'bayesian' | 'seed' | 'threat' | 'attack' | 'norm'
  > & {
    readonly epsilon: number;
  };
  readonly correct: Uint8Array;
}

interface FirstEpsilons {
  readonly rows: readonly FirstEpsilonRow[];
  readonly survival: readonly SurvivalRow[];
  /** For each row, the first ε of each image; Infinity where no ε of the grid fools it. */
  readonly images: readonly Float64Array[];
}

/** Columns of first-epsilon.csv, in order. */
const firstEpsilonColumns = [
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

/** Columns of survival.csv, in order. */
const survivalColumns = [
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
 * Finds, for each attack on each model and for each image, the smallest ε of the grid at which the image is classified wrongly.
 * An image that is wrong before any attack has the smallest ε of the grid.
 *
 * An attack need not get stronger as ε grows. So this is not the ε where accuracy falls below some level: it is the ε that an
 * attacker needs who may try every ε of the grid. Cells with another number of images than the first cell of their attack
 * are left out.
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

/**
 * Writes first-epsilon.csv and .json, survival.csv and .json, and first-epsilon.npy: float64 [rows, most images], one row for
 * each row of first-epsilon.csv; Infinity where no ε fools the image, NaN behind the last image of a row.
 */
export async function writeFirstEpsilons(
  folder: string,
  { rows, survival, images }: FirstEpsilons,
): Promise<void> {
  await writeTable(folder, 'first-epsilon', firstEpsilonColumns, rows);
  await writeTable(folder, 'survival', survivalColumns, survival);
  await writeRaggedRows(join(folder, 'first-epsilon.npy'), 'float64', images, Number.NaN);
}
