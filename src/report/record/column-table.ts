/** A table as names and rows: a third of the bytes of a list of objects, and one row a line in a diff. */
export interface ColumnTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Columns are those of any row; a value that a row does not have is null. */
export function packTable(rows: readonly object[]): ColumnTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columns,
    rows: rows.map((row) => columns.map((column) => (row as Record<string, unknown>)[column] ?? null)),
  };
}

/**
 * Rows as objects again.
 * @param required columns that the caller reads
 * @throws RangeError naming a column that is missing, or a row that is too short or long
 */
export function unpackTable<Row>({ columns, rows }: ColumnTable, required: readonly string[]): Row[] {
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
export function formatTable({ columns, rows }: ColumnTable, indent: string): string {
  const lines = rows.map((row) => `\n${indent}  ${JSON.stringify(row)}`).join(',');
  return `{ "columns": ${JSON.stringify(columns)}, "rows": [${lines}${lines === '' ? '' : `\n${indent}`}] }`;
}
