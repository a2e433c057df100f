import { join } from 'node:path';
import cleanSchema from '../../schemas/artifacts/clean.schema.json' with { type: 'json' };
import normsSchema from '../../schemas/artifacts/norms.schema.json' with { type: 'json' };
import survivalSchema from '../../schemas/artifacts/survival.schema.json' with { type: 'json' };
import tableSchema from '../../schemas/artifacts/table.schema.json' with { type: 'json' };
import type { CleanRow } from '../generated/artifacts/clean.ts';
import type { GradientNormRow } from '../generated/artifacts/norms.ts';
import type { SurvivalRow } from '../generated/artifacts/survival.ts';
import type { AttackRow } from '../generated/artifacts/table.ts';
import { cleanOutcomesFile, type Outcomes, readOutcomes } from './outcomes.ts';
import { poolAttackRows, poolCleanRows } from './pool-repeats.ts';
import { readArtifact } from './read-artifact.ts';

export type { AttackRow, CleanRow };

/**
 * Every cell of the attack grid, and every trained model on clean images. Where a model was trained several times (axis `seed`),
 * the repeats are pooled into one row.
 */
export interface ResultTable {
  readonly rows: readonly AttackRow[];
  readonly clean: readonly CleanRow[];
  /** The rows of the single repeats, where some model was trained several times. */
  readonly repeats?: readonly AttackRow[];
  /** Which images were classified rightly, for the rows of listRepeatRows where it is known. */
  readonly outcomes?: ReadonlyMap<AttackRow, Outcomes>;
  /** As `repeats`, for `clean`. */
  readonly cleanRepeats?: readonly CleanRow[];
  /** As `outcomes`, for the rows of listCleanRepeats. */
  readonly cleanOutcomes?: ReadonlyMap<CleanRow, Outcomes>;
  /** Shares of images that no ε so far fooled, a row for each repeat. */
  readonly survival?: readonly SurvivalRow[];
  /** Sizes of averaged gradients, a row for each repeat. */
  readonly norms?: readonly GradientNormRow[];
}

/**
 * Reads what the aggregate stage wrote: table.json, clean.json, survival.json and, if they exist, outcomes.npy and
 * clean-outcomes.npy.
 * @param normFolders folders of the gradient-norm stage, with norms.json
 * @throws ArtifactError when a file is missing or does not fit its schema
 */
export async function readResultTable(
  folder: string,
  normFolders: readonly string[] = [],
): Promise<ResultTable> {
  const [rows, clean, survival, norms] = await Promise.all([
    readArtifact<AttackRow[]>(join(folder, 'table.json'), tableSchema),
    readArtifact<CleanRow[]>(join(folder, 'clean.json'), cleanSchema),
    readArtifact<SurvivalRow[]>(join(folder, 'survival.json'), survivalSchema),
    Promise.all(
      normFolders.map((norm) => readArtifact<GradientNormRow[]>(join(norm, 'norms.json'), normsSchema)),
    ),
  ]);
  const outcomes = await readOutcomes(folder, rows);
  const cleanOutcomes = await readOutcomes(folder, clean, cleanOutcomesFile);
  const pooled = { rows: poolAttackRows(rows), clean: poolCleanRows(clean) };
  return {
    ...pooled,
    survival,
    norms: norms.flat(),
    ...(pooled.rows.length < rows.length && { repeats: rows }),
    ...(pooled.clean.length < clean.length && { cleanRepeats: clean }),
    ...(outcomes && { outcomes: pairOutcomes(rows, outcomes) }),
    ...(cleanOutcomes && { cleanOutcomes: pairOutcomes(clean, cleanOutcomes) }),
  };
}

/** The rows of single repeats: `repeats`, or `rows` where every model was trained once. */
export function listRepeatRows({
  rows,
  repeats,
}: Pick<ResultTable, 'rows' | 'repeats'>): readonly AttackRow[] {
  return repeats ?? rows;
}

/** The same for the trained models on clean images. */
export function listCleanRepeats({
  clean,
  cleanRepeats,
}: Pick<ResultTable, 'clean' | 'cleanRepeats'>): readonly CleanRow[] {
  return cleanRepeats ?? clean;
}

/** A map from rows to their outcomes. Rows that were not judged image by image are left out. */
export function pairOutcomes<Row>(
  rows: readonly Row[],
  outcomes: readonly (Outcomes | undefined)[],
): ReadonlyMap<Row, Outcomes> {
  return new Map(
    rows.flatMap((row, index) => {
      const known = outcomes[index];
      return known === undefined ? [] : [[row, known] as const];
    }),
  );
}
