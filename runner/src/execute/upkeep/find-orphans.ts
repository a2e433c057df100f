import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidLockFileError } from '../../lockfile/errors.ts';
import { LOCK_FILE_NAME } from '../../lockfile/lock-file.ts';
import { readLockFile } from '../../lockfile/read-lock-file.ts';
import { loadProfiles } from '../../pipeline/load.ts';
import type { Graph } from '../../pipeline/model.ts';
import { STAGING_PREFIX } from '../../store/scratch.ts';

/**
 * Folders under artifacts/ that no action of the pipeline owns, in whatever profile (its axes, stages or outputs
 * changed), each named by the highest folder that is wholly unowned, e.g. `train/mnist-10k/oldnet`. Sorted; empty
 * without artifacts.
 * @throws InvalidPipelineError when another profile of pipeline.json is wrong, so that nothing can be said
 */
export async function findOrphans(graph: Graph): Promise<string[]> {
  const unowned = await findUnowned(graph.baseDir, [graph]);
  // Other profiles are loaded only if there is something that may be theirs.
  if (unowned.length === 0) return [];
  return findUnowned(graph.baseDir, await loadKnownGraphs(graph));
}

/**
 * The graph, and the pipeline in each of its profiles and in each combination of profiles that pipeline.lock.json has.
 * @throws InvalidPipelineError when a profile is wrong
 */
export async function loadKnownGraphs(graph: Graph): Promise<Graph[]> {
  return [graph, ...(await loadProfiles(graph.baseDir, listLockedProfiles(graph.baseDir)))];
}

function listLockedProfiles(baseDir: string): string[] {
  try {
    return [...(readLockFile(join(baseDir, LOCK_FILE_NAME))?.keys() ?? [])];
  } catch (error) {
    // `status` goes on beside a lock file with a merge conflict. Garbage collection reads the lock file again, and stops.
    if (error instanceof InvalidLockFileError) return [];
    throw error;
  }
}

/** As findOrphans, for a pipeline that has just these profiles. */
export async function findUnowned(baseDir: string, graphs: readonly Graph[]): Promise<string[]> {
  const owned = new Set<string>();
  for (const { actions } of graphs) {
    for (const { id, outputs } of actions.values())
      for (const output of outputs) owned.add(`${id}/${output}`);
  }
  const ancestors = new Set([...owned].flatMap(listAncestors));
  return findIn('');

  async function findIn(parent: string): Promise<string[]> {
    const names = await listFolders(join(baseDir, 'artifacts', parent));
    const found = await Promise.all(
      names.map((name) => {
        const path = parent === '' ? name : `${parent}/${name}`;
        if (owned.has(path)) return [];
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

/** The folders in it, without those that processes have staged there. */
async function listFolders(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(STAGING_PREFIX))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
