import { extname } from 'node:path';
import type { JsonValue } from '../base/json.ts';
import { parseCsv } from '../formats/csv.ts';
import { compareJson } from './compare-json.ts';
import { readText } from './compare-text.ts';
import type { ContentDifference, FileVersion } from './file-difference.ts';
import type { CompareSettings } from './options.ts';
import { compareTables } from './tables/compare-tables.ts';
import { readKeyAnnotation } from './tables/read-key-annotation.ts';
import { type Table, toTable } from './tables/table.ts';

/** Compares CSV or JSON files by their values. @returns undefined when one of them cannot be read as such */
export async function compareDocuments(
  path: string,
  before: FileVersion,
  after: FileVersion,
  settings: CompareSettings,
): Promise<ContentDifference | undefined> {
  const [a, b] = [await readText(before), await readText(after)];
  if (a === undefined || b === undefined) return undefined;
  const join = (first: Table, second: Table): ContentDifference =>
    compareTables(first, second, readKeyAnnotation(path, settings.schemaFolders), settings);
  if (extname(path).toLowerCase() === '.csv') {
    const [first, second] = [parseCsv(a), parseCsv(b)];
    return first === undefined || second === undefined ? undefined : join(first, second);
  }
  const [first, second] = [parse(a), parse(b)];
  if (first === undefined || second === undefined) return undefined;
  const tables = [toTable(first), toTable(second)] as const;
  if (tables[0] !== undefined && tables[1] !== undefined) return join(tables[0], tables[1]);
  return compareJson(first, second, settings);
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    // A stage may write what it likes. Then the files are compared as text.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
