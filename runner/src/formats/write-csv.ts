export type CsvValue = string | number | boolean | null;

/**
 * Rows as CSV (RFC 4180): a header, CRLF after every line, fields quoted where they hold a comma, a quote or a line
 * break. Numbers as JSON writes them, so that reading them back gives the same number; null is an empty field, the
 * empty string a quoted one.
 * @param columns names and order of the columns; each row must have them all
 */
export function formatCsv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, CsvValue>>[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((fields) => `${fields.map(formatField).join(',')}\r\n`).join('');
}

function formatField(value: CsvValue): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
