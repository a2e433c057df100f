import { isJsonObject, type JsonValue } from '../../base/json.ts';

/** Rows of one shape. Numbers of a CSV file are numbers here, and may be NaN or infinite. */
export interface Table {
  readonly columns: readonly string[];
  /** A cell per column; undefined where a JSON row leaves it out. */
  readonly rows: readonly (readonly (JsonValue | undefined)[])[];
}

/** The table that a JSON array of flat objects is; undefined for any other value. */
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
