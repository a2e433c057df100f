import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CsvValue, formatCsv } from '../../runner/src/formats/csv.ts';

/** Writes rows as NAME.csv and NAME.json; the same rows always give the same bytes. */
export async function writeTable<Column extends string>(
  folder: string,
  name: string,
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, CsvValue>>[],
): Promise<void> {
  await writeFile(join(folder, `${name}.csv`), formatCsv(columns, rows));
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(rows, null, 2)}\n`);
}
