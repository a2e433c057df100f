import type { Digest } from '../base/digest.ts';
import { digestFile } from '../base/digest-file.ts';
import { MissingFileError } from '../base/errors.ts';
import { compareFileSets, type FileSet } from '../compare/compare-folders.ts';
import type { FileVersion } from '../compare/file-difference.ts';
import type { CompareOptions } from '../compare/options.ts';
import type { Session } from '../execute/session/session.ts';
import type { Tree } from '../hash/tree.ts';
import type { OutputDiff } from './diff-report.ts';
import type { SideAction } from './side.ts';

/** Compares an action's outputs, file by file if the cache has the bytes of both sides. Returns only outputs that differ. */
export async function compareOutputs(
  session: Session,
  before: SideAction,
  after: SideAction,
  options: CompareOptions,
): Promise<OutputDiff[]> {
  const [a, b] = [before.outputs ?? {}, after.outputs ?? {}];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);
  const differences: OutputDiff[] = [];
  for (const output of names) {
    const known = {
      output,
      ...(a[output] === undefined ? {} : { before: a[output] }),
      ...(b[output] === undefined ? {} : { after: b[output] }),
    };
    if (a[output] === undefined || b[output] === undefined) {
      differences.push({ ...known, note: a[output] === undefined ? 'a new output' : 'the output is gone' });
    } else {
      const trees = [findTree(session, before, output), findTree(session, after, output)] as const;
      differences.push({ ...known, ...(await compareTrees(session, ...trees, options)) });
    }
  }
  return differences;
}

/** The tree of an output, as the record of the action's key has it. */
function findTree({ store }: Session, { key, outputs }: SideAction, output: string): Tree | undefined {
  const found = key === undefined ? undefined : store.readRecord(key);
  const tree = found?.status === 'found' ? found.record.outputs[output] : undefined;
  return tree?.digest === outputs?.[output] ? tree : undefined;
}

async function compareTrees(
  session: Session,
  before: Tree | undefined,
  after: Tree | undefined,
  options: CompareOptions,
): Promise<Pick<OutputDiff, 'files' | 'note'>> {
  if (before === undefined || after === undefined) {
    const side = before === undefined ? (after === undefined ? 'either side' : 'A') : 'B';
    return { note: `only digests are known: the cache has no record of ${side}` };
  }
  const changed = listChanged(before, after);
  const unusable = await findUnusableBlob(session, [before, after], changed);
  if (unusable !== undefined) return { note: `only digests are known: ${unusable}` };
  const sets = [locateFiles(session, before, changed), locateFiles(session, after, changed)] as const;
  const files = await compareFileSets(...sets, options);
  return files.length > 0 ? { files } : { files, note: 'only permissions or empty folders differ' };
}

/** Paths whose contents differ. */
function listChanged(before: Tree, after: Tree): Set<string> {
  const digests = new Map(before.entries.map(({ path, digest }) => [path, digest]));
  const changed = new Set<string>();
  for (const { path, digest } of after.entries) {
    if (digests.get(path) !== digest) changed.add(path);
    digests.delete(path);
  }
  for (const path of digests.keys()) changed.add(path);
  return changed;
}

/** Describes the first blob that is missing or damaged. Comparing damaged bytes would say nothing about the results. */
async function findUnusableBlob(
  { store }: Session,
  trees: readonly Tree[],
  paths: ReadonlySet<string>,
): Promise<string | undefined> {
  for (const [index, tree] of trees.entries()) {
    for (const { path, digest } of tree.entries) {
      if (!paths.has(path)) continue;
      const fault = await findBlobFault(store.blobs.path(digest), digest);
      if (fault !== undefined)
        return `the cache's file for ${path} of ${index === 0 ? 'A' : 'B'} is ${fault}`;
    }
  }
  return undefined;
}

async function findBlobFault(path: string, digest: Digest): Promise<string | undefined> {
  try {
    return (await digestFile(path)) === digest ? undefined : 'damaged';
  } catch (error) {
    if (error instanceof MissingFileError) return 'missing';
    throw error;
  }
}

function locateFiles({ store }: Session, tree: Tree, paths: ReadonlySet<string>): FileSet {
  const files = tree.entries.filter(({ path }) => paths.has(path));
  return new Map(
    files.map(({ path, digest, size }): [string, FileVersion] => [
      path,
      { absolutePath: store.blobs.path(digest), size, digest },
    ]),
  );
}
