import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Graph } from '../pipeline/model.ts';

/**
 * Folders under artifacts/ that no action of the pipeline owns (its axes or stages changed), each named by the
 * highest folder that is wholly unowned, e.g. `train/mnist-10k/oldnet`. Sorted; empty without artifacts.
 */
export async function findOrphans(graph: Graph): Promise<string[]> {
  const ids = new Set<string>(graph.actions.keys());
  const ancestors = new Set([...ids].flatMap(listAncestors));
  return findIn('');

  async function findIn(parent: string): Promise<string[]> {
    const names = await listFolders(join(graph.baseDir, 'artifacts', parent));
    const found = await Promise.all(
      names.map((name) => {
        const path = parent === '' ? name : `${parent}/${name}`;
        if (ids.has(path)) return [];
        return ancestors.has(path) ? findIn(path) : [path];
      }),
    );
    return found.flat();
  }
}

/** `a/b/c` → `a`, `a/b`. */
function listAncestors(id: string): string[] {
  const parts = id.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

async function listFolders(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
