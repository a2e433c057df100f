import { join } from 'node:path';
import cleanSchema from '../../../schemas/artifacts/clean.schema.json' with { type: 'json' };
import tableSchema from '../../../schemas/artifacts/table.schema.json' with { type: 'json' };
import type { CleanRow } from '../../generated/artifacts/clean.ts';
import type { AttackRow } from '../../generated/artifacts/table.ts';
import { poolAttackRows, poolCleanRows } from '../aggregation/pool-seeds.ts';
import { readArtifact } from '../aggregation/read-artifact.ts';

export type { AttackRow, CleanRow };

/**
 * Every cell of the attack grid, and every trained model on clean images. Where a model was trained several times
 * (axis `seed`), a row is of all its trainings together.
 */
export interface ResultTable {
  readonly rows: readonly AttackRow[];
  readonly clean: readonly CleanRow[];
  /** The trainings' own rows, where some model was trained several times. */
  readonly repeats?: readonly AttackRow[];
}

/**
 * Reads the folder that the aggregate stage wrote: table.json and clean.json.
 * @throws AggregationError when a file is missing or does not fit its schema
 */
export async function readResultTable(folder: string): Promise<ResultTable> {
  const [rows, clean] = await Promise.all([
    readArtifact<AttackRow[]>(join(folder, 'table.json'), tableSchema),
    readArtifact<CleanRow[]>(join(folder, 'clean.json'), cleanSchema),
  ]);
  const pooled = { rows: poolAttackRows(rows), clean: poolCleanRows(clean) };
  return pooled.rows.length < rows.length ? { ...pooled, repeats: rows } : pooled;
}
