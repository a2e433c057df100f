import { isJsonObject, type JsonValue } from '../../base/json.ts';

/** Rows with the same columns. Numbers of a CSV file are numbers here, and may be NaN or infinite. */
export interface Table {
  readonly columns: readonly string[];
  /** A cell for each column; undefined when a JSON row does not have it. */
  readonly rows: readonly (readonly (JsonValue | undefined)[])[];
}

/** A JSON array of flat objects as a table; undefined for any other value. */
export function toTable(value: JsonValue): Table | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const columns = new Set<string>();
  for (const row of value) {
    if (!isJsonObject(row)) return undefined;
    for (const [column, cell] of Object.entries(row)) {
      if (typeof cell === 'object' && cell !== null) return undefined;
      columns.add(column);
    }
  }
  const names = [...columns];
  const rows = (value as { [column: string]: JsonValue }[]).map((row) =>
    names.map((name) => (Object.hasOwn(row, name) ? row[name] : undefined)),
  );
  return { columns: names, rows };
}
