import { digestFile } from '../base/digest-file.ts';
import { FileChangedError, MissingFileError, UnsupportedFileError } from '../base/errors.ts';
import { isRacy, stampOf } from '../base/file-stamp.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { isExecutable } from '../hash/scan-tree.ts';
import { compareCodeUnits, type Tree, type TreeEntry } from '../hash/tree.ts';
import { type FolderListing, type FoundFile, walkFolder } from '../hash/walk-folder.ts';
import { locateIn, type PlacedStamp } from './placed-stamp.ts';

export type Placement =
  | { readonly state: 'in-place'; readonly stamp: PlacedStamp }
  | { readonly state: 'missing' }
  | {
      readonly state: 'edited';
      /** Paths in the artifact that differ, and how: `data.csv (changed)`. */
      readonly differences: readonly string[];
    };

/**
 * Whether an artifact still is what was placed there. While all stamps are the same, no content is read. Otherwise the
 * files
 * whose stamps differ are digested and compared with the tree.
 * @param stamp from the index; when it is undefined or of another tree, everything is digested
 * @param loadTree gives the wanted tree; called only when the stamps do not decide
 * @returns with `in-place`, the stamp to keep from now on (the same object when nothing was read)
 */
export async function checkPlaced(
  folder: string,
  wanted: Tree['digest'],
  stamp: PlacedStamp | undefined,
  loadTree: () => Tree,
): Promise<Placement> {
  const known = stamp?.tree === wanted ? stamp : undefined;
  if (known !== undefined && hasStamps(folder, known)) return { state: 'in-place', stamp: known };
  if (lstatIfAny(folder) === undefined) return { state: 'missing' };
  const readAtMs = Date.now();
  let listing: FolderListing;
  try {
    listing = walkFolder(folder);
  } catch (error) {
    if (!(error instanceof UnsupportedFileError || error instanceof MissingFileError)) throw error;
    return { state: 'edited', differences: [error.message] };
  }
  const tree = loadTree();
  const differences = await findDifferences(listing, known, tree);
  if (differences.length > 0) return { state: 'edited', differences: differences.sort(compareCodeUnits) };
  const stamps = [...listing.files, ...listing.folders].map(({ path, stat }) => [
    path,
    isRacy(stat, readAtMs) ? '' : stampOf(stat),
  ]);
  return { state: 'in-place', stamp: { tree: tree.digest, stamps: Object.fromEntries(stamps) } };
}

function hasStamps(folder: string, { stamps }: PlacedStamp): boolean {
  for (const path in stamps) {
    const stat = lstatIfAny(locateIn(folder, path));
    if (stat === undefined || stamps[path] !== stampOf(stat)) return false;
  }
  return true;
}

async function findDifferences(
  listing: FolderListing,
  known: PlacedStamp | undefined,
  tree: Tree,
): Promise<string[]> {
  const wanted = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const differences: string[] = [];
  for (const file of listing.files) {
    const entry = wanted.get(file.path);
    wanted.delete(file.path);
    if (entry === undefined) differences.push(`${file.path} (added)`);
    else if (known?.stamps[file.path] !== stampOf(file.stat) && !(await hasContent(file, entry))) {
      differences.push(`${file.path} (changed)`);
    }
  }
  for (const path of wanted.keys()) differences.push(`${path} (removed)`);
  if (!haveSameNames(listing.emptyFolders, tree.emptyFolders))
    differences.push('empty folders added or removed');
  return differences;
}

async function hasContent({ absolutePath, stat }: FoundFile, entry: TreeEntry): Promise<boolean> {
  if (Number(stat.size) !== entry.size || isExecutable(stat.mode) !== entry.executable) return false;
  try {
    return (await digestFile(absolutePath)) === entry.digest;
  } catch (error) {
    // It cannot be read, or somebody is writing to it: it is not what was placed.
    if (error instanceof MissingFileError || error instanceof FileChangedError) return false;
    throw error;
  }
}

function haveSameNames(found: readonly string[], wanted: readonly string[] = []): boolean {
  return found.length === wanted.length && found.toSorted().every((name, i) => name === wanted[i]);
}
