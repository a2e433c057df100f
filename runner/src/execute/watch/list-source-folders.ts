import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Nobody's sources are in these. Installed packages that a program uses are watched by read-sources.ts. */
const SKIPPED_NAMES = new Set(['node_modules', '.git']);

/**
 * The pipeline's folder and all folders below it that may hold sources. A new file in any of them may match a glob, or be the
 * file that an import did not find. Links are not followed.
 */
export function listSourceFolders(baseDir: string, cacheDir: string): string[] {
  const own = new Set([cacheDir, join(baseDir, 'artifacts')]);
  const folders = [baseDir];
  for (const folder of folders) {
    for (const entry of listEntries(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED_NAMES.has(entry.name) && !own.has(path)) folders.push(path);
    }
  }
  return folders;
}

function listEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Removed since its parent was listed, or not readable. If a run needs it, the run says so.
    return [];
  }
}
