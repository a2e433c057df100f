import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Installed packages are watched where a program reaches them, and nobody's sources lie in git's folder. */
const SKIPPED_NAMES = new Set(['node_modules', '.git']);

/**
 * The pipeline's folder and all folders below it that may hold sources: a new file in any of them may match a glob or be what
 * an import was missing. Links are not followed.
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
    // Gone since its parent was listed, or not ours to read: what a run needs of it, the run asks for.
    return [];
  }
}
