import type { JsonValue } from '../base/json.ts';
import type { Table } from '../compare/tables/table.ts';

/**
 * Reads RFC 4180: a header, fields quoted where they hold a comma, a quote or a line break.
 * @returns undefined where a row has more or fewer fields than the header, a column has no name of its own, or a
 *   quote is not closed
 */
export function parseCsv(text: string): Table | undefined {
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

/** A number where doubles can hold it, `null` for nothing, else text (`007` and long ids stay as they are). */
function toValue({ text, isQuoted }: Field): JsonValue {
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
