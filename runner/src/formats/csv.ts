/** A value of a CSV file. A reader cannot tell booleans from text: it gives `true` as a string. */
export type CsvValue = string | number | boolean | null;

export interface CsvTable {
  /** Names of the columns, each only once. */
  readonly columns: readonly string[];
  /** One value for each column. */
  readonly rows: readonly (readonly CsvValue[])[];
}

/**
 * Writes rows as CSV (RFC 4180): a header, then a line for each row. Fields that hold a comma, a quote or a line break
 * are quoted. Numbers are written with all their digits, null as an empty field, the empty string as a quoted one.
 * parseCsv gives the same values back, except for booleans, text that looks like a number, and whole numbers beyond
 * 2^53.
 * @param columns names and order of the columns; each row must have them all
 * @param lineEnd of every line, the last one too
 */
export function formatCsv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, CsvValue>>[],
  lineEnd: '\r\n' | '\n' = '\r\n',
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((fields) => `${fields.map(formatField).join(',')}${lineEnd}`).join('');
}

function formatField(value: CsvValue): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Reads CSV (RFC 4180) with a header, with or without a byte order mark, with any line ends.
 * A field that is not quoted becomes a number where a double can hold it exactly as written (`007` and long ids stay
 * text; `nan` and `inf` are numbers, as pandas writes them), and null where it is empty. All else is text.
 * @returns undefined where a row has more or fewer fields than the header, two columns have the same name, or a quote
 *   is not closed
 */
export function parseCsv(text: string): CsvTable | undefined {
  const lines = splitFields(text);
  const header = lines?.shift()?.map(({ text: name }) => name);
  if (lines === undefined || header === undefined || new Set(header).size !== header.length) return undefined;
  if (lines.some((fields) => fields.length !== header.length)) return undefined;
  return { columns: header, rows: lines.map((fields) => fields.map(toValue)) };
}

interface Field {
  readonly text: string;
  readonly isQuoted: boolean;
}

const FIELD = /"([^"]*(?:""[^"]*)*)"|([^",\r\n]*)/y;
const SEPARATOR = /,|\r?\n|\r|$/y;

function splitFields(text: string): Field[][] | undefined {
  const lines: Field[][] = [];
  let fields: Field[] = [];
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let at = start; at < text.length || fields.length > 0; ) {
    FIELD.lastIndex = at;
    const [whole, quoted, plain = ''] = FIELD.exec(text)!;
    fields.push({ text: quoted?.replaceAll('""', '"') ?? plain, isQuoted: quoted !== undefined });
    SEPARATOR.lastIndex = at + whole.length;
    const separator = SEPARATOR.exec(text)?.[0];
    if (separator === undefined) return undefined;
    at = SEPARATOR.lastIndex;
    if (separator === ',') continue;
    lines.push(fields);
    fields = [];
  }
  return lines;
}

const NUMBER = /^[+-]?(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?\d+)?$|^[+-]?\.\d+(?:[eE][+-]?\d+)?$/;
const NOT_FINITE: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
};

function toValue({ text, isQuoted }: Field): CsvValue {
  if (isQuoted) return text;
  if (text === '') return null;
  if (NUMBER.test(text)) {
    const number = Number(text);
    const isExact = !Number.isInteger(number) || Number.isSafeInteger(number) || /[.eE]/.test(text);
    return Number.isFinite(number) && isExact ? number : text;
  }
  const name = text.toLowerCase();
  return Object.hasOwn(NOT_FINITE, name) ? NOT_FINITE[name]! : text;
}
