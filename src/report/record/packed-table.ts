/** A table as names of columns and rows. It takes a third of the bytes of a list of objects, and a diff shows one row a line. */
export interface PackedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Packs rows into a table. It has every column that any row has; a value that a row lacks is null. */
export function packTable(rows: readonly object[]): PackedTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columns,
    rows: rows.map((row) => columns.map((column) => (row as Record<string, unknown>)[column] ?? null)),
  };
}

/**
 * Unpacks a table into objects.
 * @param required columns that the caller reads
 * @throws RangeError naming a missing column, or a row with too few or too many values
 */
export function unpackTable<Row>({ columns, rows }: PackedTable, required: readonly string[]): Row[] {
  const missing = rows.length === 0 ? [] : required.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new RangeError(`it lacks the column ${missing.join(', ')}`);
  return rows.map((row, i) => {
    if (row.length !== columns.length) {
      throw new RangeError(`its row ${i} has ${row.length} values for ${columns.length} columns`);
    }
    return Object.fromEntries(columns.map((column, k) => [column, row[k]])) as Row;
  });
}

/** JSON with one row a line. */
export function formatTable({ columns, rows }: PackedTable, indent: string): string {
  const lines = rows.map((row) => `\n${indent}  ${JSON.stringify(row)}`).join(',');
  return `{ "columns": ${JSON.stringify(columns)}, "rows": [${lines}${lines === '' ? '' : `\n${indent}`}] }`;
}
