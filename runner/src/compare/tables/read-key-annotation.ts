import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/**
 * The key columns from a table's schema: `x-key` in NAME.schema.json, for NAME.csv and NAME.json.
 * @returns undefined when no folder has such a schema
 */
export function readKeyAnnotation(
  path: string,
  schemaFolders: readonly string[],
): readonly string[] | undefined {
  const name = `${basename(path, extname(path))}.schema.json`;
  for (const folder of schemaFolders) {
    let text: string;
    try {
      text = readFileSync(join(folder, name), 'utf8');
    } catch (error) {
      // A schema is optional. Without a readable one the key is inferred.
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      continue;
    }
    const columns = findAnnotation(text);
    if (columns !== undefined) return columns;
  }
  return undefined;
}

function findAnnotation(text: string): readonly string[] | undefined {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    // A file of that name that is no schema. It is not our task here to check schemas.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const columns = (schema as { 'x-key'?: unknown } | null)?.['x-key'];
  return Array.isArray(columns) && columns.every((column) => typeof column === 'string')
    ? columns
    : undefined;
}
